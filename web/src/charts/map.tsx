// map.tsx: where; circles by number, coloured by what is most done there, or heat. Countries and provinces are assets of the program.
import { scaleSqrt } from "d3-scale";
import { pointer, select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from "d3-zoom";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Frame } from "../parts/frame";
import { useWidth } from "../parts/size";
import type { MapPoint } from "../types";
import { QUADS, number, some } from "../words";
import { kindsBy, type Kind } from "./kinds";
import { WIDTH, loadFar, loadNear, loadProvinces, place, within, type Box, type World } from "./world";

// Radians to pixels: from where on the finer borders and the provinces are drawn; at which a country fits the box, the nearest that opens.
const NEAR = 500, PROVINCES = 1100, NEAREST = 4000;
const MOST_HEAT = 600; // places whose heat is drawn; of the others, less than of these, nothing would be seen

const OWN = 120; // spots with a mark of their own, the largest; the others of a kind are one mark
const REACH = 8; // pixels

const NONE: World["borders"] = [];

interface Base { k: number; x: number; y: number }
interface Spot { p: MapPoint; at: [number, number]; r: number; kind: Kind; parts: [Kind, number][] }

const partsOf = (p: MapPoint, kinds: Kind[], stacked: string): [Kind, number][] =>
  kinds.map((k, i) => [k, stacked === "type" ? p.types?.[k.key] ?? 0 : p.quads[i] ?? 0] as [Kind, number]).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);

// The smallest view that holds nine tenths of the events: one far place must not shrink the rest.
function baseOf(points: MapPoint[], width: number, height: number): Base {
  const sorted = [...points].sort((a, b) => b.count - a.count), all = points.reduce((n, p) => n + p.count, 0), least = width / WIDTH;
  const kept: [number, number][] = [];
  for (let n = 0, i = 0; i < sorted.length && (n < 0.9 * all || i < 3); i++) { kept.push(place(sorted[i]!.lon, sorted[i]!.lat)); n += sorted[i]!.count; }
  if (!kept.length) return { k: least, x: width / 2, y: height / 2 };
  const xs = kept.map(([x]) => x), ys = kept.map(([, y]) => y), [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.max(least, Math.min(NEAREST / 1000, (width * 0.76) / (east - west || 1e-9), (height * 0.76) / (south - north || 1e-9)));
  return { k, x: width / 2 - (k * (west + east)) / 2, y: height / 2 - (k * (north + south)) / 2 };
}

const cssOf = ({ kind, p }: Spot) => "spot " + kind.css + (p.precision === "place" ? "" : " wide");

// Small spots as one path for each look.
function together(spots: Spot[], k: number): [string, string][] {
  const paths = new Map<string, string[]>();
  for (const spot of spots) {
    const r = (spot.r / Math.sqrt(k)).toFixed(2), css = cssOf(spot), list = paths.get(css) ?? [];
    if (!list.length) paths.set(css, list);
    list.push(`M${(spot.at[0] - Number(r)).toFixed(2)} ${spot.at[1].toFixed(2)}a${r} ${r} 0 1 0 ${2 * Number(r)} 0a${r} ${r} 0 1 0 ${-2 * Number(r)} 0z`);
  }
  return [...paths].map(([css, list]) => [css, list.join("")]);
}

// What of the world is in view and somewhat more, in steps: the same for small moves.
function seenIn(base: Base, view: ZoomTransform, width: number, height: number): Box {
  const at = (px: number, shift: number, from: number) => ((px - shift) / view.k - from) / base.k;
  const west = at(0, view.x, base.x), east = at(width, view.x, base.x), north = at(0, view.y, base.y), south = at(height, view.y, base.y);
  const step = 2 ** Math.ceil(Math.log2(east - west || 1));
  return [(Math.floor(west / step) - 0.5) * step, (Math.floor(north / step) - 0.5) * step, (Math.ceil(east / step) + 0.5) * step, (Math.ceil(south / step) + 0.5) * step];
}

// The smallest spot under the pointer, else the nearest that is a finger's breadth away.
function spotAt(event: MouseEvent, spots: Spot[], k: number): Spot | undefined {
  const [x, y] = pointer(event, event.currentTarget as SVGGElement);
  let best: Spot | undefined, least = 0;
  for (const spot of spots) {
    const far = Math.hypot(spot.at[0] - x, spot.at[1] - y), r = spot.r / Math.sqrt(k), rank = far <= r ? r - 1e6 : far - r;
    if (rank < REACH / k && (!best || rank < least)) [best, least] = [spot, rank];
  }
  return best;
}

// What a spot is, told when it is pointed at: two thousand titles would cost more than all else.
function tellSpot(event: JSX.TargetedPointerEvent<SVGGElement>, spots: Spot[], k: number) {
  const mark = event.target as SVGElement, spot = spotAt(event, spots, k);
  if (!spot) return;
  const title = mark.firstChild ?? mark.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "title"));
  title.textContent = `${spot.p.name}${spot.p.country ? ", " + spot.p.country : ""}: ${some(spot.p.count, "event")}; ${spot.parts.slice(0, 4).map(([k, n]) => `${number(n)} ${k.name.toLowerCase()}`).join(", ")}`;
}

function useBorders(scale: number): { world?: World | undefined; provinces: World["borders"] } {
  const [far, setFar] = useState<World>(), [near, setNear] = useState<World>(), [lines, setLines] = useState<World["borders"]>([]);
  const wantNear = scale > NEAR, wantLines = scale > PROVINCES;
  useEffect(() => { if (!wantNear) loadFar().then(setFar, () => undefined); }, [wantNear]);
  useEffect(() => { if (wantNear) loadNear().then(setNear, () => undefined); }, [wantNear]);
  useEffect(() => { if (wantLines) loadProvinces().then(setLines, () => undefined); }, [wantLines]);
  return { world: wantNear ? near ?? far : far ?? near, provinces: wantLines ? lines : NONE };
}

interface Properties { points?: MapPoint[] | undefined; stacked?: string; waiting: boolean; error?: string | undefined; onPlace: (point: MapPoint) => void }

export function WorldMap({ points = [], stacked = "", waiting, error, onPlace }: Properties) {
  const { box, width } = useWidth<HTMLDivElement>(600);
  const svg = useRef<SVGSVGElement>(null), mover = useRef<ZoomBehavior<SVGSVGElement, unknown>>();
  const [heat, setHeat] = useState(false);
  const [view, setView] = useState<ZoomTransform>(zoomIdentity);
  const height = Math.round(Math.min(460, Math.max(300, width * 0.7))); // that of the network beside it
  const kinds = kindsBy(stacked);

  const { base, spots } = useMemo(() => {
    const base = baseOf(points, width, height), size = scaleSqrt([0, Math.max(1, ...points.map((p) => p.count))], [0, 22]);
    const spots = points.map((p): Spot => {
      const [x, y] = place(p.lon, p.lat), parts = partsOf(p, kinds, stacked);
      return { p, at: [base.x + base.k * x, base.y + base.k * y], r: Math.max(2.5, size(p.count)), kind: parts[0]?.[0] ?? kinds[0]!, parts };
    });
    return { base, spots: spots.sort((a, b) => b.r - a.r) };
  }, [points, width, height, stacked]);
  const { world, provinces } = useBorders(base.k * view.k * 1000);

  useEffect(() => {
    if (!svg.current) return;
    mover.current = zoom<SVGSVGElement, unknown>().scaleExtent([0.4, 40]).clickDistance(4).filter((e: Event) => e.type !== "wheel" || (e as WheelEvent).ctrlKey || document.activeElement === svg.current)
      .on("zoom", (event) => setView(event.transform));
    select(svg.current).call(mover.current).call(mover.current.transform, zoomIdentity);
  }, [base]);
  const scale = (factor: number) => { if (svg.current) mover.current?.scaleBy(select(svg.current), factor); };

  const seen = seenIn(base, view, width, height);
  const borders = useMemo(() => <g transform={`translate(${base.x},${base.y}) scale(${base.k})`}>
    {world && <path class="land" d={within(world.land, seen)} />}
    {provinces.length > 0 && <path class="province" d={within(provinces, seen)} vector-effect="non-scaling-stroke" />}
    {world && <path class="border" d={within(world.borders, seen)} vector-effect="non-scaling-stroke" />}
  </g>, [base, world, provinces, seen.join()]);
  const marks = useMemo(() => heat
    ? <g class="heat">{spots.slice(0, MOST_HEAT).flatMap(({ p, at, r, parts }) => parts.slice(0, 3).map(([kind, n]) =>
      <circle fill={`url(#heat-${kind.key})`} cx={at[0]} cy={at[1]} r={(r * 2.6 * Math.sqrt(n / p.count) + 6) / Math.sqrt(view.k)} />))}</g>
    : <g onPointerMove={(e) => tellSpot(e, spots, view.k)} onClick={(e) => { const spot = spotAt(e, spots, view.k); if (spot) onPlace(spot.p); }}>
      {spots.slice(0, OWN).map((spot) => <circle class={cssOf(spot)} cx={spot.at[0]} cy={spot.at[1]} r={spot.r / Math.sqrt(view.k)} stroke-width={0.8 / view.k} />)}
      {together(spots.slice(OWN), view.k).map(([css, d]) => <path class={css} d={d} stroke-width={0.8 / view.k} />)}</g>,
  [spots, heat, view.k, onPlace]);

  const rows = useMemo(() => [...points].sort((a, b) => b.count - a.count), [points]);
  const shown = kinds.filter((k) => spots.some((s) => s.kind === k));
  return <Frame title="Places" name="casus-places" waiting={waiting} error={error} empty={!points.length}
    wide={box} table={() => ({ head: ["place", "country", "events", ...QUADS.map((q) => q.name), "types"], rows: rows.map((p) => [p.name, p.country ?? "", p.count, ...p.quads, partsOf(p, kindsBy("type"), "type").map(([k, n]) => `${k.key} ${n}`).join(", ")]) })}
    more={<button type="button" class="quiet" aria-pressed={heat} onClick={() => setHeat(!heat)}>Heat</button>}
    tools={<div class="choice" role="group" aria-label="Zoom"><button type="button" aria-label="Closer" onClick={() => scale(1.6)}>+</button><button type="button" aria-label="Farther" onClick={() => scale(1 / 1.6)}>−</button></div>}
    note={rows.length > 0 && <span class="legend">{shown.map((k) => <span><i class={"round " + k.css} />{k.name}</span>)}<span>{some(rows.length, "place")}; most: {rows.slice(0, 5).map((p, i) => <>{i > 0 && ", "}<button type="button" class="link" onClick={() => onPlace(p)}>{p.name}</button> {number(p.count)}</>)}</span></span>}>
    <svg ref={svg} class="map" width={width} height={height} tabIndex={0} role="img" aria-label={`Map of ${some(points.length, "place")}; the button Table shows the numbers`}>
      {heat && <defs>{kinds.map((k) => <radialGradient id={`heat-${k.key}`}><stop class={k.stop} offset="0" stop-opacity="0.5" /><stop class={k.stop} offset="1" stop-opacity="0" /></radialGradient>)}</defs>}
      <rect class="sea" width={width} height={height} />
      <g transform={view.toString()}>{borders}{marks}</g>
    </svg>
  </Frame>;
}
