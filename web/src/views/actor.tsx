// actor.tsx: one actor, and two: what they do and undergo, their ties through time, and who told it.
import { url, useApi } from "../api";
import { Bars } from "../charts/bars";
import { Timeline } from "../charts/timeline";
import { address, changed, go, type Route } from "../state";
import type { ActorProfile, Counts } from "../types";
import { Line } from "../parts/record";
import { number, quadOf } from "../words";
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
    <div class="bar"><h1>{data?.name ?? route.arg}</h1><p>{[data?.code, data?.country, data?.sector].filter(Boolean).join(" · ")} {data?.first && `${data.first} – ${data.last ?? ""}`}</p></div>
    {data?.aliases?.length ? <p class="note">Also called {data.aliases.slice(0, 12).join(", ")}</p> : null}
    <Time filters={filters} view="actor" arg={route.arg} route={route} />
    {data && <div class="columns three">
      <section class="frame" aria-label="What it does"><header><h2>Does</h2></header><Bars title="What it does, by type" rows={typed(data.does)} onChoose={(type) => go(address("records", "", { actor: route.arg, type }))} /></section>
      <section class="frame" aria-label="What is done to it"><header><h2>Undergoes</h2></header><Bars title="What is done to it, by type" rows={typed(data.undergoes)} onChoose={(type) => go(address("records", "", { recipient: route.arg, type }))} /></section>
      <section class="frame" aria-label="With whom"><header><h2>With and against</h2></header><ul class="plain">{data.partners.map((p) => <li><a href={address("dyad", `${data.id}|${p.id}`)}>{p.name}</a> <small><span class="with">{number(p.cooperation)} with</span>, <span class="against">{number(p.conflict)} against</span></small></li>)}</ul></section>
    </div>}
    {data && data.ties.length > 0 && <section class="frame" aria-label="Ties"><header><h2>Standing ties</h2></header>{data.ties.map((tie) => <div class="tie-row"><Line record={tie} /><small>{tie.since && "since " + tie.since} {tie.until && "until " + tie.until} {tie.document && <a href={address("read", tie.doc, { record: tie.id })}>{tie.document.date ?? "the text"}</a>}</small></div>)}</section>}
    {data && data.sources.length > 0 && <p class="note">Told by {data.sources.slice(0, 10).map(([name, n]) => `${name} (${number(n)})`).join(", ")}</p>}
    <RecordList filters={changed(filters, { step: "" })} view="actor" arg={route.arg} />
  </>;
}

export function Dyad({ route }: { route: Route }) {
  const [a = "", b = ""] = route.arg.split("|"), filters = changed(route.filters, { dyad: `${a},${b}` });
  const left = useApi<ActorProfile>(url("actor/" + encodeURIComponent(a))), right = useApi<ActorProfile>(url("actor/" + encodeURIComponent(b)));
  return <>
    <div class="bar"><h1><a href={address("actor", a)}>{left.data?.name ?? a}</a> and <a href={address("actor", b)}>{right.data?.name ?? b}</a></h1></div>
    <Time filters={filters} view="dyad" arg={route.arg} route={route} />
    <RecordList filters={changed(filters, { step: "" })} view="dyad" arg={route.arg} />
  </>;
}
