// text.tsx: a text with what was read in it marked by colour and by shape; and arcs from a trigger to its roles.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Actor, EventRecord, Span } from "../types";
import { nameOf } from "../words";

export type Role = "actor" | "recipient" | "speaker" | "place" | "date" | "trigger" | "cue";
export interface Mark { span: Span; role: Role; record: string; title: string }

export const ROLES: { role: Role; name: string }[] = [
  { role: "trigger", name: "what" }, { role: "actor", name: "who" }, { role: "recipient", name: "to whom" },
  { role: "speaker", name: "who says so" }, { role: "place", name: "where" }, { role: "date", name: "when" },
];

const resolved = (actor: Actor): string => [nameOf(actor), actor.code || actor.country, actor.sector].filter(Boolean).join(" · ");

export function marksOf(record: EventRecord): Mark[] {
  const marks: Mark[] = [];
  const add = (span: Span | undefined, role: Role, title: string) => { if (span && span[1] > span[0]) marks.push({ span, role, record: record.id, title }); };
  add(record.trigger?.span, "trigger", record.relation ?? record.event_type ?? "");
  for (const actor of record.actor ?? []) add(actor.span, "actor", resolved(actor));
  for (const actor of record.recipient ?? []) add(actor.span, "recipient", resolved(actor));
  for (const actor of record.attribution?.speaker ?? []) add(actor.span, "speaker", resolved(actor));
  add(record.attribution?.span, "cue", "says so");
  add(record.place?.span, "place", [record.place?.name, record.place?.admin1, record.place?.country].filter(Boolean).join(", "));
  add(record.date?.span, "date", [record.date?.from, record.date?.to].filter(Boolean).join(" – "));
  return marks;
}

// Spans count code points, JavaScript counts UTF-16: AT[i] is where code point i starts.
export function offsets(text: string): Uint32Array {
  const at: number[] = [];
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) at.push(i);
  at.push(text.length);
  return Uint32Array.from(at);
}

interface Piece { text: string; marks: Mark[] }

// TEXT from code point FROM to TO, cut where a mark begins or ends.
export function pieces(text: string, at: Uint32Array, from: number, to: number, marks: Mark[]): Piece[] {
  const cuts = new Set([from, to]);
  const inside = marks.filter((m) => m.span[1] > from && m.span[0] < to);
  for (const m of inside) for (const edge of m.span) if (edge > from && edge < to) cuts.add(edge);
  const order = [...cuts].sort((a, b) => a - b);
  return order.slice(0, -1).map((start, i) => {
    const end = order[i + 1]!;
    return { text: text.slice(at[start], at[end]), marks: inside.filter((m) => m.span[0] <= start && m.span[1] >= end) };
  });
}

export function Pieces({ list }: { list: Piece[] }) {
  return <>{list.map((piece) => piece.marks.length === 0 ? piece.text
    : <mark class={[...new Set(piece.marks.map((m) => m.role))].join(" ")} title={[...new Set(piece.marks.map((m) => m.title))].join("\n")}
        data-roles={[...new Set(piece.marks.map((m) => m.role))].join(" ")}>{piece.text}</mark>)}</>;
}

interface Arc { path: string; role: string }

// The sentence of a record, with an arc from what names the event to each of its roles.
export function ArcText({ record }: { record: EventRecord }) {
  const box = useRef<HTMLDivElement>(null);
  const [arcs, setArcs] = useState<Arc[]>([]);
  const at = offsets(record.text), start = record.span[0];
  const marks = marksOf(record).map((m) => ({ ...m, span: [m.span[0] - start, m.span[1] - start] as Span }));
  useLayoutEffect(() => {
    const draw = () => {
      const holder = box.current;
      if (!holder) return;
      const origin = holder.getBoundingClientRect();
      const middle = (e: Element) => { const r = e.getClientRects()[0]!; return { x: r.left + r.width / 2 - origin.left, top: r.top - origin.top }; };
      const all = [...holder.querySelectorAll<HTMLElement>("mark")], trigger = all.find((m) => m.dataset["roles"]?.includes("trigger"));
      if (!trigger) { setArcs([]); return; }
      const from = middle(trigger);
      setArcs(all.filter((m) => m !== trigger && /actor|recipient|place|date/.test(m.dataset["roles"] ?? "")).map((m) => {
        const to = middle(m), lift = Math.min(20, 8 + Math.abs(to.x - from.x) / 14), peak = Math.min(from.top, to.top) - lift;
        return { role: m.dataset["roles"]!.split(" ")[0]!, path: `M${from.x},${from.top} C${from.x},${peak} ${to.x},${peak} ${to.x},${to.top}` };
      }));
    };
    draw();
    const watch = new ResizeObserver(draw);
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, [record.id]);
  return <div class="arcs" ref={box} dir="auto">
    <svg aria-hidden="true">{arcs.map((arc) => <path class={"arc " + arc.role} d={arc.path} />)}</svg>
    <Pieces list={pieces(record.text, at, 0, at.length - 1, marks)} />
  </div>;
}
