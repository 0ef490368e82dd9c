// truces.tsx: a ceasefire's life: a lane for each party, what each did to it and on whose word.
import { scaleUtc } from "d3-scale";
import { url, useApi } from "../api";
import { useWidth } from "../parts/size";
import { SaveList } from "../parts/saveas";
import { savePng, svgText, download } from "../parts/save";
import { address, type Route } from "../state";
import type { Actor, Ceasefire, DateValue, Truce } from "../types";
import { days, keyOf, nameOf, some, titleOf, truceName } from "../words";

const dayOf = (d?: DateValue | string): string | undefined => (typeof d === "string" ? d : d?.from);
const LETTER = 6.4; // of a lane's name, in pixels
const SHAPES: Record<string, string> = { called: "◇", rejects: "✕", accepts: "●", "accepts-conditionally": "◐", welcomes: "○", violates: "▲" };

function Life({ truce }: { truce: Ceasefire }) {
  const { box, width } = useWidth<HTMLDivElement>(700);
  const points: { who: string; key: string; what: string; day?: string; says?: string; record?: string }[] = [];
  for (const a of truce.called_by ?? []) points.push({ who: nameOf(a), key: keyOf(a), what: "called", day: dayOf(truce.called_on) });
  for (const r of truce.responses ?? []) points.push({ who: nameOf(r.actor), key: keyOf(r.actor), what: r.response, day: dayOf(r.date), says: r.attribution?.speaker?.map(nameOf).join(", "), record: r.event });
  for (const a of truce.parties ?? []) if (!points.some((p) => p.key === keyOf(a))) points.push({ who: nameOf(a), key: keyOf(a), what: "" });
  const lanes = [...new Map(points.map((p) => [p.key, p.who])).entries()];
  const found = [...points.map((p) => p.day), dayOf(truce.effective_from), dayOf(truce.until)].filter((d): d is string => !!d).sort();
  const first = found[0], last = found[found.length - 1], left = Math.min(180, width * 0.38), lane = 30, letters = Math.floor(left / LETTER);
  const x = scaleUtc([new Date(first ?? 0), new Date(Math.max(Date.parse(last ?? "") || 1, (Date.parse(first ?? "") || 0) + 86_400_000))], [left + 14, width - 20]);
  const force = dayOf(truce.effective_from);
  // What a party did on one day stands side by side.
  const beside = (p: (typeof points)[number]) => { const same = points.filter((o) => o.key === p.key && o.day === p.day && o.what); return (same.indexOf(p) - (same.length - 1) / 2) * 18; };
  const told = points.filter((p) => p.what).map((p) => `${p.who} ${p.what} ${p.day ?? ""}`).join("; ") || "No step is told of " + lanes.map(([, who]) => who).join(", ");
  if (!lanes.length) return null;
  const picture = (event: Event) => (event.currentTarget as Element).closest(".life")!.querySelector("svg") as SVGSVGElement;
  return <div ref={box} class="life"><div class="tools"><button type="button" class="quiet" aria-label="Save as SVG" onClick={(e) => download("casus-truce.svg", "image/svg+xml", svgText(picture(e)))}>SVG</button>
    <button type="button" class="quiet" aria-label="Save as PNG" onClick={(e) => savePng(picture(e), "casus-truce.png")}>PNG</button></div><svg width={width} height={lanes.length * lane + 26} role="img" aria-label={told}>
    {force && <rect class="force" x={x(new Date(force))} y={2} width={Math.max(2, x(new Date(dayOf(truce.until) ?? last ?? force)) - x(new Date(force)))} height={lanes.length * lane} />}
    {lanes.map(([key, who], i) => <g transform={`translate(0,${i * lane + lane / 2})`}>
      <text class="name" x={0} y={4}>{who.length > letters ? who.slice(0, letters - 1) + "…" : who}<title>{who}</title></text>
      <line class="lane" x1={left} x2={width - 6} y1={0} y2={0} />
      {points.filter((p) => p.key === key && p.what && p.day).map((p) => <text class={"event " + p.what} x={Math.min(width - 12, Math.max(left + 10, x(new Date(p.day!)) + beside(p)))} y={6} text-anchor="middle">{SHAPES[p.what] ?? "•"}<title>{`${p.day}: ${p.who} ${p.what}${p.says ? ", says " + p.says : ""}`}</title></text>)}
    </g>)}
    {first && <text class="tick" x={left + 14} y={lanes.length * lane + 18}>{first}</text>}
    {last && last !== first && <text class="tick" x={width - 20} y={lanes.length * lane + 18} text-anchor="end">{last}</text>}
  </svg></div>;
}

// What became of a truce over all articles that tell of it, as a life like that of one article's.
function asLife(truce: Truce): Ceasefire {
  const names = new Map([...(truce.called_by ?? []), ...(truce.parties ?? [])].map((a) => [nameOf(a), a]));
  return { kind: "ceasefire", id: truce.id, called_by: truce.called_by, parties: truce.parties, called_on: truce.called_on, effective_from: truce.effective_from, until: truce.until ?? truce.last_report, stage: truce.stage,
    responses: truce.steps.filter((s) => s.who && s.what !== "called").map((s) => ({ actor: names.get(s.who!) ?? { name: s.who }, response: s.what, date: s.date ? { from: s.date } : undefined, attribution: s.speaker ? { speaker: [{ name: s.speaker }] } : undefined, event: s.event })) as Ceasefire["responses"] };
}

const names = (list?: Actor[]) => (list ?? []).map(nameOf).join("; ");

function Through({ truce }: { truce: Truce }) {
  return <section class="frame" aria-label="Truce through many articles">
    <header><h2><span class={"stage " + truce.stage}>{truce.stage}</span> {(truce.parties?.length ? truce.parties : truce.called_by ?? []).map(nameOf).join(", ") || [...new Set(truce.steps.map((s) => s.who).filter(Boolean))].slice(0, 4).join(", ") || "A truce"}{truce.place && ", " + truce.place}</h2>
      <small>{some(truce.documents, "article")}, {[truce.first_report, truce.last_report].filter(Boolean).join(" – ")}</small></header>
    <Life truce={asLife(truce)} />
    <ul class="plain">{truce.steps.map((s) => <li><b class={"event " + s.what}>{SHAPES[s.what] ?? "•"}</b> <small>{s.date}</small> {s.who} {s.what}{s.speaker && <small>, says {s.speaker}</small>} {s.doc && <a href={address("read", s.doc, s.event ? { record: s.event } : {})} dir="auto">{s.text ?? "the article"}</a>}</li>)}</ul>
  </section>;
}

export function Truces({ route }: { route: Route }) {
  const { data, error, waiting } = useApi<{ ceasefires: Ceasefire[] }>(url("ceasefires", route.filters));
  const pick = (names: string[]) => Object.fromEntries(names.map((n) => [n, route.filters.get(n) ?? undefined]));
  const lives = useApi<{ truces: Truce[] }>(url("truces", pick(["actor", "place", "country", "from", "to"])));
  const list = data?.ceasefires ?? [], told = (lives.data?.truces ?? []).filter((t) => t.documents > 1);
  const shown = route.arg ? [...list].sort((a, b) => Number(b.id === route.arg) - Number(a.id === route.arg)) : list;
  return <>
    <div class="bar"><h1>Truces</h1>
      <p class="legend">{Object.entries(SHAPES).map(([what, shape]) => <span><b class={"event " + what}>{shape}</b> {what}</span>)}</p>
      <SaveList name="casus-truces" items={[...told, ...list]} table={() => ({ head: ["id", "stage", "parties", "called by", "place", "called on", "from", "until", "answers", "article"],
      rows: [...told.map(asLife), ...list].map((c) => [c.id, c.stage ?? "", names(c.parties), names(c.called_by), c.place?.name ?? "", days(c.called_on), days(c.effective_from), days(c.until), (c.responses ?? []).map((r) => `${nameOf(r.actor)} ${r.response} ${days(r.date)}`).join("; "), c.doc ?? c.document?.id ?? ""]) })} /></div>
    {error && <p class="error" role="alert">{error}</p>}
    {!waiting && !list.length && !error && <p class="nothing">No truce with these filters.</p>}
    {!route.arg && told.map((truce) => <Through truce={truce} />)}
    {shown.map((truce) => <section class={"frame" + (truce.id === route.arg ? " selected" : "")} aria-label="Truce">
      <header><h2><span class={"stage " + truce.stage}>{truce.stage}</span> {truceName(truce)}{truce.place?.name && ", " + truce.place.name}</h2>
        <small>{truce.called_by?.length ? "called by " + truce.called_by.map(nameOf).join(", ") : ""} {days(truce.called_on)}</small></header>
      <Life truce={truce} />
      {truce.responses?.length ? <ul class="plain">{truce.responses.map((r) => <li><b class={"event " + r.response}>{SHAPES[r.response]}</b> {nameOf(r.actor)} {r.response} <small>{days(r.date)}{r.attribution?.speaker?.length ? ", says " + r.attribution.speaker.map(nameOf).join(", ") : ""}</small></li>)}</ul> : null}
      {(truce.doc || truce.document) && <p class="source"><a href={address("read", truce.doc ?? truce.document!.id)}>{titleOf(truce.document) || "the article"}</a></p>}
    </section>)}
  </>;
}
