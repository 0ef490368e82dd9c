// actor.tsx: one actor, and two: what they do and undergo, their ties through time, and who told it.
import { url, useApi } from "../api";
import { BarFrame } from "../charts/bars";
import { Timeline } from "../charts/timeline";
import { address, changed, go, type Route } from "../state";
import type { ActorProfile, Counts, Records } from "../types";
import { Line } from "../parts/record";
import { SaveRecords } from "../parts/saveas";
import { cut, number, quadOf } from "../words";
import { RecordList } from "./records";

function Time({ filters, view, arg, route }: { filters: URLSearchParams; view: string; arg: string; route: Route }) {
  const step = (route.filters.get("step") as "month") || "month";
  const time = useApi<Counts>(url("count", changed(filters, { by: step + ",quad", step: "" })));
  const set = (changes: Record<string, string>) => go(address(view, arg, changed(route.filters, changes)));
  return <Timeline counts={time.data} step={step} waiting={time.waiting} error={time.error} onDays={(from, to) => set({ from, to, step: "" })} onStep={(s) => set({ step: s })} />;
}

const typed = (rows: [string, number][]) => rows.map(([type, count]) => ({ key: type, label: type, count, css: "quad" + quadOf(type) }));

export function ActorView({ route }: { route: Route }) {
  const { data, error } = useApi<ActorProfile>(url("actor/" + encodeURIComponent(route.arg)));
  const filters = changed(route.filters, { actor: route.arg });
  if (error) return <p class="error" role="alert">{error}</p>;
  return <>
    <div class="bar"><h1>{data?.name ?? route.arg}</h1><p>{[data?.code, data?.country, data?.sector].filter(Boolean).join(" · ")} {data?.first && `${data.first} – ${data.last ?? ""}`}</p><SaveRecords filters={filters} /></div>
    {data?.aliases?.length ? <p class="note">Also called {data.aliases.slice(0, 12).join(", ")}</p> : null}
    <Time filters={filters} view="actor" arg={route.arg} route={route} />
    {data && <div class="columns three">
      <BarFrame heading="Does" label="What it does" name="casus-does" title="What it does, by type" rows={typed(data.does)} onChoose={(type) => go(address("records", "", { actor: route.arg, type }))} />
      <BarFrame heading="Undergoes" label="What is done to it" name="casus-undergoes" title="What is done to it, by type" rows={typed(data.undergoes)} onChoose={(type) => go(address("records", "", { recipient: route.arg, type }))} />
      <section class="frame" aria-label="With whom"><header><h2>With and against</h2></header><ul class="plain">{data.partners.map((p) => <li><a href={address("dyad", `${data.id}|${p.id}`)}>{p.name}</a> <small><span class="with">{number(p.cooperation)} with</span>, <span class="against">{number(p.conflict)} against</span></small></li>)}</ul></section>
    </div>}
    {data && data.ties.length > 0 && <section class="frame" aria-label="Ties"><header><h2>Standing ties</h2></header>{data.ties.map((tie) => <div class="tie-row"><Line record={tie} /><small>{tie.since && "since " + tie.since} {tie.until && "until " + tie.until} {tie.document && <a href={address("read", tie.doc, { record: tie.id })}>{tie.document.date ?? "the text"}</a>}</small></div>)}</section>}
    {data && data.sources.length > 0 && <p class="note">Told by {data.sources.slice(0, 10).map(([name, n]) => `${cut(name, 60)} (${number(n)})`).join(", ")}</p>}
    <RecordList filters={changed(filters, { step: "" })} view="actor" arg={route.arg} />
  </>;
}

// What the one does to the other, by type.
function Deeds({ from, to, route }: { from: Side; to: Side; route: Route }) {
  const counts = useApi<Counts>(url("count", changed(route.filters, { by: "type", actor: from.id, recipient: to.id, kind: "event", step: "" })));
  const rows = (counts.data?.rows ?? []).map(([type, n]) => [String(type), Number(n)] as [string, number]).sort((a, b) => b[1] - a[1]);
  return <BarFrame heading={<>{from.name} <span class="to" aria-label="to">→</span> {to.name}</>} label={`${from.name} to ${to.name}`} name="casus-pair" title={`What ${from.name} does to ${to.name}, by type`}
    waiting={counts.waiting} error={counts.error} nothing="Nothing is told." rows={typed(rows)} onChoose={(type) => go(address("records", "", changed(route.filters, { actor: from.id, recipient: to.id, type, step: "" })))} />;
}

interface Side { id: string; name: string }

export function Dyad({ route }: { route: Route }) {
  const [a = "", b = ""] = route.arg.split("|"), filters = changed(route.filters, { dyad: `${a},${b}` });
  const left = useApi<ActorProfile>(url("actor/" + encodeURIComponent(a))), right = useApi<ActorProfile>(url("actor/" + encodeURIComponent(b)));
  const ties = useApi<Records>(url("records", changed(filters, { kind: "relation", sort: "-date", limit: "20", step: "" })));
  const sources = useApi<Counts>(url("count", changed(filters, { by: "source", limit: "10", step: "" })));
  const one = { id: a, name: left.data?.name ?? a }, other = { id: b, name: right.data?.name ?? b };
  const told = (sources.data?.rows ?? []).filter(([name]) => name);
  return <>
    <div class="bar"><h1><a href={address("actor", a)}>{one.name}</a> and <a href={address("actor", b)}>{other.name}</a></h1><SaveRecords filters={filters} /></div>
    <Time filters={filters} view="dyad" arg={route.arg} route={route} />
    <div class="columns three">
      <Deeds from={one} to={other} route={route} />
      <Deeds from={other} to={one} route={route} />
      <section class="frame" aria-busy={ties.waiting} aria-label="Ties"><header><h2>Ties through time</h2></header>
        {ties.data?.records.map((tie) => <div class="tie-row"><Line record={tie} /><small>{tie.since && "since " + tie.since} {tie.until && "until " + tie.until} <a href={address("read", tie.doc, { record: tie.id })}>{tie.document?.date ?? "the text"}</a></small></div>)}
        {ties.data?.total === 0 && <p class="nothing">No tie is told.</p>}
      </section>
    </div>
    {told.length > 0 && <p class="note">Told by {told.map(([name, n]) => `${cut(String(name), 60)} (${number(Number(n))})`).join(", ")}</p>}
    <RecordList filters={changed(filters, { step: "" })} view="dyad" arg={route.arg} />
  </>;
}
