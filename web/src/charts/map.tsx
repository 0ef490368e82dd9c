// map.tsx: where; circles by number, coloured by what is most done there. The countries are an asset of the program.
import { geoMercator, geoPath } from "d3-geo";
import type { GeoPermissibleObjects } from "d3-geo";
import { scaleSqrt } from "d3-scale";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import type { FeatureCollection, MultiLineString } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Frame } from "../parts/frame";
import { useWidth } from "../parts/size";
import type { MapPoint } from "../types";
import { QUADS, number, some } from "../words";

const NEAREST = 4000; // the scale at which a country still fits the box

interface World { land: FeatureCollection; borders: MultiLineString }
let world: Promise<World> | undefined;

function loadWorld(): Promise<World> {
  world ??= fetch("/world.json").then((r) => r.json()).then((topology: Topology) => {
    const countries = topology.objects["countries"] as GeometryCollection;
    return { land: feature(topology, countries) as FeatureCollection, borders: mesh(topology, countries, (a, b) => a !== b) };
  });
  return world;
}

const leading = (p: MapPoint): number => p.quads.reduce((best, n, i) => (n > p.quads[best]! ? i : best), 0);

// The smallest view that holds nine tenths of the events: one far place must not shrink the rest.
function extentOf(points: MapPoint[]): GeoPermissibleObjects | null {
  const sorted = [...points].sort((a, b) => b.count - a.count), all = points.reduce((n, p) => n + p.count, 0);
  const kept: MapPoint[] = [];
  for (let n = 0, i = 0; i < sorted.length && (n < 0.9 * all || i < 3); i++) { kept.push(sorted[i]!); n += sorted[i]!.count; }
  return kept.length ? { type: "MultiPoint", coordinates: kept.map((p) => [p.lon, p.lat]) } : null;
}

interface Properties { points?: MapPoint[]; waiting: boolean; error?: string; onPlace: (point: MapPoint) => void }

export function WorldMap({ points = [], waiting, error, onPlace }: Properties) {
  const { box, width } = useWidth<HTMLDivElement>(600);
  const svg = useRef<SVGSVGElement>(null);
  const [land, setLand] = useState<World>();
  const [heat, setHeat] = useState(false);
  const [view, setView] = useState<ZoomTransform>(zoomIdentity);
  const height = Math.round(Math.min(420, Math.max(260, width * 0.62)));
  useEffect(() => { loadWorld().then(setLand, () => undefined); }, []);

  const { path, spots } = useMemo(() => {
    const extent = extentOf(points), projection = geoMercator();
    if (extent) projection.fitExtent([[width * 0.12, height * 0.12], [width * 0.88, height * 0.88]], extent);
    if (!extent) projection.fitSize([width, height], { type: "Sphere" });
    else if (!(projection.scale() <= NEAREST)) { // one place, or some near each other: fitExtent has no bounds to go by
      const most = points.reduce((a, b) => (b.count > a.count ? b : a));
      projection.scale(NEAREST).center([most.lon, most.lat]).translate([width / 2, height / 2]);
    }
    const size = scaleSqrt([0, Math.max(1, ...points.map((p) => p.count))], [0, 22]);
    const found = points.map((p) => ({ p, at: projection([p.lon, p.lat]), r: Math.max(2.5, size(p.count)) })).filter((s) => s.at).sort((a, b) => b.r - a.r);
    return { path: geoPath(projection), spots: found };
  }, [points, width, height]);

  useEffect(() => {
    if (!svg.current) return;
    const behaviour = zoom<SVGSVGElement, unknown>().scaleExtent([0.4, 40]).filter((e: Event) => e.type !== "wheel" || (e as WheelEvent).ctrlKey || document.activeElement === svg.current)
      .on("zoom", (event) => setView(event.transform));
    select(svg.current).call(behaviour);
    select(svg.current).call(behaviour.transform, zoomIdentity);
  }, [points, width]);

  const scale = (factor: number) => svg.current && select(svg.current).call(zoom<SVGSVGElement, unknown>().scaleExtent([0.4, 40]).on("zoom", (e) => setView(e.transform)).scaleBy as never, factor);
  const rows = [...points].sort((a, b) => b.count - a.count);
  return <Frame title="Places" name="casus-places" waiting={waiting} error={error} empty={!points.length}
    table={{ head: ["place", "country", "events", ...QUADS.map((q) => q.name)], rows: rows.map((p) => [p.name, p.country ?? "", p.count, ...p.quads]) }}
    more={<button type="button" class="quiet" aria-pressed={heat} onClick={() => setHeat(!heat)}>Heat</button>}
    tools={<div class="choice" role="group" aria-label="Zoom"><button type="button" aria-label="Closer" onClick={() => scale(1.6)}>+</button><button type="button" aria-label="Farther" onClick={() => scale(1 / 1.6)}>−</button></div>}
    note={rows.length > 0 && <span>{some(rows.length, "place")}; most: {rows.slice(0, 5).map((p, i) => <>{i > 0 && ", "}<button type="button" class="link" onClick={() => onPlace(p)}>{p.name}</button> {number(p.count)}</>)}</span>}>
    <div ref={box}><svg ref={svg} class="map" width={width} height={height} tabIndex={0} role="img" aria-label={`Map of ${some(points.length, "place")}; the button Table shows the numbers`}>
      {heat && <defs>{QUADS.map((q) => <radialGradient id={`heat${q.code}`}><stop class={q.css + "-stop"} offset="0" stop-opacity="0.55" /><stop class={q.css + "-stop"} offset="1" stop-opacity="0" /></radialGradient>)}</defs>}
      <rect class="sea" width={width} height={height} />
      <g transform={view.toString()}>
        {land && <path class="land" d={path(land.land) ?? ""} />}
        {land && <path class="border" d={path(land.borders) ?? ""} stroke-width={0.6 / view.k} />}
        {heat && spots.map(({ p, at, r }) => <circle fill={`url(#heat${leading(p) + 1})`} cx={at![0]} cy={at![1]} r={(r * 2.6 + 6) / Math.sqrt(view.k)} />)}
        {!heat && spots.map(({ p, at, r }) => <circle class={"spot " + QUADS[leading(p)]!.css + (p.precision === "place" ? "" : " wide")} cx={at![0]} cy={at![1]} r={r / Math.sqrt(view.k)} stroke-width={0.8 / view.k} onClick={() => onPlace(p)}>
          <title>{`${p.name}${p.country ? ", " + p.country : ""}: ${some(p.count, "event")}`}</title></circle>)}
      </g>
    </svg></div>
  </Frame>;
}
