// overview.tsx: the conflict at a glance; every chart filters the others, and the filters are in the address.
import { useMemo } from "preact/hooks";
import { url, useApi, useLate } from "../api";
import { BarFrame } from "../charts/bars";
import { WorldMap } from "../charts/map";
import { ActorNetwork } from "../charts/network";
import { Timeline, type Step } from "../charts/timeline";
import { RecordCard } from "../parts/record";
import { Since } from "../parts/since";
import { address, changed, go, type Route } from "../state";
import type { Ceasefire, Counts, MapPoint, Network, Records, Status } from "../types";
import { days, number, quadOf, truceName } from "../words";

function stepFor(from: string, to: string): Step {
  const span = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return !(span >= 0) ? "month" : span <= 100 ? "day" : span <= 700 ? "week" : span <= 9000 ? "month" : "year";
}

// The ties that hold on a day beside what was done in the year before it, unless other days are chosen.
function yearTo(on: string, conditions: URLSearchParams): Record<string, string> {
  if (!on || conditions.get("from") || conditions.get("to")) return { on };
  const from = new Date(on + "T00:00:00Z");
  from.setUTCFullYear(from.getUTCFullYear() - 1);
  return Number.isNaN(from.getTime()) ? {} : { on, from: from.toISOString().slice(0, 10), to: on };
}

const ACTIVE = ["in-force", "agreed", "violated", "called"];

export function Overview({ route, status }: { route: Route; status?: Status }) {
  const { filters } = route, conditions = new URLSearchParams([...filters].filter(([name]) => !["step", "on", "stack"].includes(name)));
  const step = (filters.get("step") as Step) || stepFor(filters.get("from") ?? status?.from ?? "", filters.get("to") ?? status?.to ?? "");
  const stacked = filters.get("stack") === "type" ? "type" : "";
  const on = filters.get("on") ?? "";
  const ask = (extra: Record<string, string>) => changed(conditions, extra);
  const time = useApi<Counts>(url("count", ask({ by: `${step},${stacked || "quad"}` })));
  const types = useApi<Counts>(url("count", ask({ by: "type" })));
  const map = useApi<{ points: MapPoint[] }>(url("map", conditions));
  const network = useApi<Network>(url("network", ask(yearTo(on, conditions))));
  const truces = useApi<{ ceasefires: Ceasefire[] }>(url("ceasefires", ask({ limit: "8" })));
  const newest = useApi<Records>(url("records", ask({ limit: "6", sort: "-date" })));
  const late = { truces: useLate(truces.waiting), newest: useLate(newest.waiting) };
  const set = (changes: Record<string, string>) => go(address("overview", "", changed(filters, changes)));

  // Each is drawn when what it shows has changed, not whenever another answer comes.
  const here = filters.toString();
  const timeline = useMemo(() => <Timeline counts={time.data} step={step} stacked={stacked} onStacked={(stack) => set({ stack })} waiting={time.waiting} error={time.error}
    {...(filters.get("from") || filters.get("to") ? { onAll: () => set({ from: "", to: "", step: "" }) } : {})} onDays={(from, to) => set({ from, to, step: "" })} onStep={(s) => set({ step: s })} />, [time.data, time.waiting, time.error, here, step]);
  const places = useMemo(() => <WorldMap points={map.data?.points} stacked={stacked} waiting={map.waiting} error={map.error} onPlace={(p) => set({ place: p.name, country: p.country ?? "" })} />, [map.data, map.waiting, map.error, here]);
  const actors = useMemo(() => <ActorNetwork network={network.data} waiting={network.waiting} error={network.error} on={on} onDay={(day) => set({ on: day })} />, [network.data, network.waiting, network.error, here]);

  if (status && status.documents === 0) return <section class="frame empty"><h2>Nothing is stored yet</h2><p>Add articles with <code>casus add --db FILE articles…</code>, or <a href={address("paste")}>paste a text</a> to see what casus reads in it.</p></section>;
  return <>
    {status && <Since status={status} key={status.name} />}
    {timeline}
    <div class="columns pair">{places}{actors}</div>
    <div class="columns side"><div>
      <BarFrame heading="What is done" label="Types" name="casus-types" title="Events by type" waiting={types.waiting} error={types.error} chosen={filters.get("type") ?? ""} onChoose={(type) => set({ type })}
        rows={(types.data?.rows ?? []).filter(([t]) => t && quadOf(String(t))).sort((a, b) => Number(b[1]) - Number(a[1])).map(([t, n]) => ({ key: String(t), label: String(t), count: Number(n), css: "quad" + quadOf(String(t)) }))} />
      <section class={"frame" + (late.truces ? " waits" : "")} aria-busy={truces.waiting} aria-label="Truces"><header><h2>Truces</h2><a href={address("truces", "", conditions)}>all</a></header>
        <ul class="plain">{(truces.data?.ceasefires ?? []).filter((c) => !c.stage || ACTIVE.includes(c.stage)).map((c) => <li><a href={address("truces", c.id, conditions)}><span class={"stage " + c.stage}>{c.stage}</span> {truceName(c)}</a> <small>{days(c.called_on)}{c.place?.name && " · " + c.place.name}</small></li>)}</ul>
        {truces.data?.ceasefires.length === 0 && <p class="nothing">No truce with these filters.</p>}
        {truces.error && <p class="error" role="alert">{truces.error}</p>}
      </section>
      </div>
      <section class={"frame" + (late.newest ? " waits" : "")} aria-busy={newest.waiting} aria-label="Newest"><header><h2>Newest</h2><a href={address("records", "", conditions)}>{newest.data ? `all ${number(newest.data.total)}` : "all"}</a></header>
        {newest.data?.records.map((record) => <RecordCard record={record} context />)}
        {newest.data?.total === 0 && <p class="nothing">No record with these filters.</p>}
        {newest.error && <p class="error" role="alert">{newest.error}</p>}
      </section>
    </div>
  </>;
}
