// world.ts: land and borders as paths of a world 6,283 wide (Mercator, a radian is 1,000), made once: the map moves and scales them.
import { geoMercator, geoPath } from "d3-geo";
import type { MultiLineString } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";

export const WIDTH = 2000 * Math.PI;
const projection = geoMercator().scale(1000).translate([0, 0]);
export const place = (lon: number, lat: number): [number, number] => projection([lon, Math.max(-85, Math.min(85, lat))]) ?? [0, 0];

export interface World { land: string; borders: string }

const loaded = new Map<string, Promise<unknown>>();
// Once for each FILE; what could not be fetched is tried anew.
function once<T>(file: string, make: (content: unknown) => T): Promise<T> {
  if (!loaded.has(file)) {
    loaded.set(file, fetch(file).then((r) => r.json()).then(make));
    loaded.get(file)!.catch(() => loaded.delete(file));
  }
  return loaded.get(file) as Promise<T>;
}

function drawn(digits: number): (content: unknown) => World {
  return (content) => {
    const topology = content as Topology, path = geoPath(projection).digits(digits), countries = topology.objects["countries"] as GeometryCollection;
    return { land: path(feature(topology, topology.objects["land"] as GeometryObject)) ?? "", borders: path(mesh(topology, countries, (a, b) => a !== b)) ?? "" };
  };
}

// The whole world, and what is drawn when it is nearer; 1:110 and 1:50 million.
export const loadFar = () => once("/far.json", drawn(1));
export const loadNear = () => once("/world.json", drawn(2));

// Borders between provinces: web/provinces.mjs says how they are kept.
export const loadProvinces = () => once("/provinces.json", (content) => {
  const coordinates = Object.values(content as Record<string, number[][]>).flat().map((steps) => {
    const line: [number, number][] = [];
    for (let i = 0, x = 0, y = 0; i + 1 < steps.length; i += 2) line.push([(x += steps[i]!) / 100, (y += steps[i + 1]!) / 100]);
    return line;
  });
  return geoPath(projection).digits(2)({ type: "MultiLineString", coordinates } as MultiLineString) ?? "";
});
