// world.ts: land and borders as paths of a world 6,283 wide (Mercator, a radian is 1,000), made once: the map moves and scales them.
import { geoMercator, geoPath } from "d3-geo";
import type { Feature, Geometry, Polygon } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

export const WIDTH = 2000 * Math.PI;
const projection = geoMercator().scale(1000).translate([0, 0]);
export const place = (lon: number, lat: number): [number, number] => projection([lon, Math.max(-85, Math.min(85, lat))]) ?? [0, 0];

export type Box = [west: number, north: number, east: number, south: number];
interface Part { d: string; box: Box }
export interface World { land: Part[]; borders: Part[] }

// The path of those PARTS of which something may be seen in BOX: a near view must not draw the whole world.
export const within = (parts: Part[], box: Box): string =>
  parts.filter(({ box: b }) => b[0] <= box[2] && b[2] >= box[0] && b[1] <= box[3] && b[3] >= box[1]).map((p) => p.d).join("");

// When nothing else is to be done: charts come before finer borders.
const idle = () => new Promise<unknown>((done) => (typeof requestIdleCallback === "function" ? requestIdleCallback(done, { timeout: 250 }) : setTimeout(done)));
const AT_ONCE = 10; // milliseconds

// In pieces, between which the page can draw and be used: projecting all takes a third of a second.
async function inPieces<A, B>(list: A[], make: (one: A) => B): Promise<B[]> {
  const made: B[] = [];
  for (let i = 0; i < list.length;) {
    await idle();
    for (const end = performance.now() + AT_ONCE; i < list.length && performance.now() < end; i++) made.push(make(list[i]!));
  }
  return made;
}

async function partsOf(shapes: Geometry[], digits: number): Promise<Part[]> {
  const path = geoPath(projection).digits(digits);
  const parts = await inPieces(shapes, (shape) => { const [[w, n], [e, s]] = path.bounds(shape); return { d: path(shape) ?? "", box: [w, n, e, s] as Box }; });
  return parts.filter((p) => p.d);
}

const polygons = (shape: Geometry): Polygon[] =>
  shape.type === "Polygon" ? [shape] : shape.type === "MultiPolygon" ? shape.coordinates.map((coordinates) => ({ type: "Polygon", coordinates })) : [];
const line = (coordinates: number[][]): Geometry => ({ type: "LineString", coordinates });

const loaded = new Map<string, Promise<unknown>>();
// Once for each FILE; what could not be fetched is tried anew.
function once<T>(file: string, make: (content: unknown) => T | Promise<T>): Promise<T> {
  if (!loaded.has(file)) {
    loaded.set(file, fetch(file).then((r) => r.json()).then(make));
    loaded.get(file)!.catch(() => loaded.delete(file));
  }
  return loaded.get(file) as Promise<T>;
}

// Also run when the page is made (web/build.mjs): the world that is drawn first comes as paths.
export function drawn(digits: number): (content: unknown) => Promise<World> {
  return async (content) => {
    const topology = content as Topology, countries = topology.objects["countries"] as GeometryCollection;
    const shapes = (await inPieces(countries.geometries, (country) => polygons((feature(topology, country) as Feature).geometry))).flat();
    const land = await partsOf(shapes, digits), lines = mesh(topology, countries, (a, b) => a !== b).coordinates.map(line);
    return { land, borders: await partsOf(lines, digits) };
  };
}

// The whole world, and what is drawn when it is nearer; 1:110 and 1:50 million.
export const loadFar = () => once("/far.json", (content) => content as World);
export const loadNear = () => once("/world.json", drawn(2));

// Borders between provinces: web/provinces.mjs says how they are kept.
export const loadProvinces = () => once("/provinces.json", (content) => partsOf(Object.values(content as Record<string, number[][]>).flat().map((steps) => {
  const points: [number, number][] = [];
  for (let i = 0, x = 0, y = 0; i + 1 < steps.length; i += 2) points.push([(x += steps[i]!) / 100, (y += steps[i + 1]!) / 100]);
  return line(points);
}), 2));
