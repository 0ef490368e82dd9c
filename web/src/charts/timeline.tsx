// timeline.tsx: events in time, stacked by quad or type; a brush sets the days.
import { max } from "d3-array";
import { axisBottom, axisLeft } from "d3-axis";
import { brushX } from "d3-brush";
import { scaleLinear, scaleUtc } from "d3-scale";
import { pointer, select } from "d3-selection";
import { stack } from "d3-shape";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Frame } from "../parts/frame";
import { useWidth } from "../parts/size";
import type { Counts } from "../types";
import { number, some } from "../words";
import { kindsBy, type Kind } from "./kinds";

export type Step = "day" | "week" | "month" | "year";
interface Properties { onAll?: () => void; stacked?: string; onStacked?: (by: string) => void; counts?: Counts; step: Step; waiting: boolean; error?: string; onDays: (from: string, to: string) => void; onStep: (step: Step) => void }
interface Bucket { start: Date; end: Date; label: string; values: number[] }

const DAY = 86_400_000;
const iso = (d: Date) => d.toISOString().slice(0, 10);

function endOf(start: Date, step: Step): Date {
  const d = new Date(start);
  if (step === "year") d.setUTCFullYear(d.getUTCFullYear() + 1);
  else if (step === "month") d.setUTCMonth(d.getUTCMonth() + 1);
  else d.setTime(d.getTime() + (step === "week" ? 7 : 1) * DAY);
  return d;
}

// Rows [label, quad or type, count] to buckets; a label is "2020", "2020-01", "2020-01-06" (a week by its Monday).
function bucketsOf(counts: Counts, step: Step, kinds: Kind[]): Bucket[] {
  const found = new Map<string, number[]>();
  for (const [label, quad, count] of counts.rows) {
    if (label === null || !/^\d{4}/.test(String(label))) continue;
    const values = found.get(String(label)) ?? kinds.map(() => 0);
    const at = kinds.findIndex((k) => k.key === String(quad));
    if (at >= 0) values[at]! += Number(count);
    found.set(String(label), values);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([label, values]) => {
    const start = new Date(label + "-01-01".slice(label.length - 4) + "T00:00:00Z");
    return { label, start, end: endOf(start, step), values };
  }).filter((b) => !Number.isNaN(b.start.getTime()));
}

// Single events of long ago would press all others together: what comes before the first half percent is left out and told, and so
// are a few before a gap as long as all that follows.
function early(buckets: Bucket[]): number {
  const size = (b: Bucket) => b.values.reduce((a, v) => a + v, 0), all = buckets.reduce((n, b) => n + size(b), 0);
  if (!all) return 0; // of other kinds: the counts are those of the last choice still
  const end = buckets[buckets.length - 1]!.end.getTime();
  let first = 0;
  for (let n = 0, i = 0; i + 1 < buckets.length && n <= all / 20; i++) {
    n += size(buckets[i]!);
    const next = buckets[i + 1]!.start.getTime(), gap = next - buckets[i]!.end.getTime();
    if (n <= all / 200 || (n <= all / 20 && gap > end - next)) first = i + 1;
  }
  return first;
}

export function Timeline({ onAll, stacked = "", onStacked, counts, step, waiting, error, onDays, onStep }: Properties) {
  const { box, width } = useWidth<HTMLDivElement>(900);
  const svg = useRef<SVGSVGElement>(null);
  const height = 200, left = 44, right = 18, bottom = 22, top = 8;
  const kinds = kindsBy(stacked);
  const all = counts ? bucketsOf(counts, step, kinds) : [], left_out = early(all), buckets = all.slice(left_out);
  const x = scaleUtc([buckets[0]?.start ?? new Date(0), buckets[buckets.length - 1]?.end ?? new Date(1)], [left, width - right]);
  const y = scaleLinear([0, max(buckets, (b) => b.values.reduce((a, v) => a + v, 0)) || 1], [height - bottom, top]).nice();
  const layers = stack<Bucket, number>().keys(kinds.map((_, k) => k)).value((b, k) => b.values[k] ?? 0)(buckets);

  useEffect(() => {
    if (!svg.current || !buckets.length) return;
    const root = select(svg.current);
    root.select<SVGGElement>(".x").call(axisBottom(x).ticks(Math.max(2, width / 110)).tickSizeOuter(0) as never);
    root.select<SVGGElement>(".y").call(axisLeft(y).ticks(Math.min(4, y.domain()[1]!)).tickFormat((n) => (Number.isInteger(n) ? number(Number(n)) : "")).tickSize(-(width - left - right)) as never);
    const brush = brushX<unknown>().extent([[left, top], [width - right, height - bottom]]).on("end", (event) => {
      if (!event.sourceEvent) return;
      // A click chooses the bar it falls on, dragging all bars that it touches.
      const at = pointer(event.sourceEvent, svg.current)[0], [a, b] = ((event.selection as [number, number] | null) ?? [at, at]).map((px) => x.invert(px)) as [Date, Date];
      const inside = buckets.filter((k) => k.end > a && (k.start < b || (a.getTime() === b.getTime() && k.start <= a)));
      if (inside.length) onDays(iso(inside[0]!.start), iso(new Date(inside[inside.length - 1]!.end.getTime() - DAY)));
    });
    const layer = root.select<SVGGElement>(".brush");
    layer.call(brush as never);
    layer.call(brush.move as never, null);
  });

  // What a bar is, told when it is pointed at.
  const tell = (event: JSX.TargetedPointerEvent<SVGGElement>) => {
    const at = x.invert(pointer(event, svg.current)[0]), b = buckets.find((k) => k.start <= at && at < k.end), over = event.target as SVGElement;
    const title = over.firstChild ?? over.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "title"));
    title.textContent = b ? [b.label, ...kinds.flatMap((k, i) => (b.values[i] ? [`${number(b.values[i]!)} ${k.name.toLowerCase()}`] : []))].join("\n") : "";
  };

  // One path for all bars of a kind: by type and month there are four thousand.
  const barsOf = (layer: (typeof layers)[number]) => layer.map((part, i) => {
    const b = buckets[i]!, from = x(b.start), to = x(b.end), tall = y(part[0]) - y(part[1]);
    return tall > 0 ? `M${from.toFixed(1)} ${y(part[1]).toFixed(1)}h${Math.max(1, to - from - (to - from > 4 ? 1 : 0)).toFixed(1)}v${tall.toFixed(1)}H${from.toFixed(1)}z` : "";
  }).join("");

  const steps: Step[] = ["day", "week", "month", "year"];
  return <Frame title="Events in time" name="casus-time" waiting={waiting} error={error} empty={!buckets.length}
    wide={box} table={() => ({ head: [step, ...kinds.map((k) => k.name)], rows: all.map((b) => [b.label, ...b.values]) })}
    tools={<div class="choice" role="group" aria-label="Step">{steps.map((s) => <button type="button" aria-pressed={s === step} onClick={() => onStep(s)}>{s}</button>)}{onAll && <button type="button" onClick={onAll}>all days</button>}</div>}
    {...(onStacked ? { more: <div class="choice" role="group" aria-label="Stacked by">{([["", "kind"], ["type", "type"]] as const).map(([by, name]) => <button type="button" aria-pressed={by === stacked} onClick={() => onStacked(by)}>{name}</button>)}</div> } : {})}
    note={<span class="legend">{kinds.filter((_, i) => buckets.some((b) => b.values[i])).map((k) => <span><i class={k.css} />{k.name}</span>)}<span class="hint">{left_out > 0 && `${some(all.slice(0, left_out).reduce((n, b) => n + b.values.reduce((a, v) => a + v, 0), 0), "event")} before ${buckets[0]!.label} not drawn. `}Click a bar or drag over several to choose days.</span></span>}>
    <svg ref={svg} width={width} height={height} role="img" aria-label={`Events in time, ${number(buckets.length)} bars; the button Table shows the numbers`}>
      <g class="axis y" transform={`translate(${left},0)`} />
      {layers.map((layer, k) => <path class={"bars-of " + kinds[k]!.css} d={barsOf(layer)} />)}
      <g class="axis x" transform={`translate(0,${height - bottom})`} />
      <g class="brush" onPointerMove={tell} />
    </svg>
  </Frame>;
}
