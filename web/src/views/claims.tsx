// claims.tsx: rival accounts side by side: contradictions within a text, and incidents of which people tell differently.
import { url, useApi } from "../api";
import { RecordCard, ActorLinks } from "../parts/record";
import { RECORD_HEAD, SaveList, recordRow } from "../parts/saveas";
import { address, type Route } from "../state";
import type { Contradiction, Incident } from "../types";
import { days, nameOf, some } from "../words";

export function Rival({ incident }: { incident: Incident }) {
  return <section class="frame" aria-label="Incident">
    <header><h2>{incident.event_type}{incident.event_mode && ":" + incident.event_mode}: {(incident.actor ?? []).map(nameOf).join(", ") || "?"} → {(incident.recipient ?? []).map(nameOf).join(", ") || "?"}</h2>
      <small>{days(incident.date)}{incident.place?.name && " · " + incident.place.name} · {some(incident.mentions, "mention")}, {some(incident.sources, "source")} · <a href={address("incident", incident.id)}>why together</a></small></header>
    <div class="sides">{(incident.accounts ?? []).map((account) => <div class="side"><h3>{account.stance}</h3><p class="said">{account.speaker?.length ? <ActorLinks actors={account.speaker} /> : "the article's own voice"}</p>
      {account.records.map((record) => <RecordCard record={record} context />)}</div>)}</div>
  </section>;
}

// Every account a line: of which incident or contradiction, and what it says.
export function SaveClaims({ incidents, contradictions = [] }: { incidents: Incident[]; contradictions?: Contradiction[] }) {
  const rows = () => [...incidents.flatMap((i) => (i.accounts ?? []).flatMap((a) => a.records.map((r) => [i.id, a.stance, ...recordRow(r)]))),
    ...contradictions.flatMap((c) => (c.pair ?? []).map((r) => [c.id, c.about ?? "", ...recordRow(r)]))];
  return <SaveList name="casus-claims" items={[...incidents, ...contradictions]} table={() => ({ head: ["claim", "account", ...RECORD_HEAD], rows: rows() })} />;
}

export function Claims({ route }: { route: Route }) {
  const within = useApi<{ contradictions: Contradiction[] }>(url("contradictions", route.filters));
  const between = useApi<{ incidents: Incident[] }>(url("incidents", route.filters));
  const pairs = within.data?.contradictions ?? [], rivals = between.data?.incidents ?? [];
  return <>
    <div class="bar"><h1>Claims</h1><SaveClaims incidents={rivals} contradictions={pairs} /></div>
    {within.error && <p class="error" role="alert">{within.error}</p>}
    {!within.waiting && !between.waiting && !pairs.length && !rivals.length && <p class="nothing">No rival accounts with these filters.</p>}
    {rivals.map((incident) => <Rival incident={incident} />)}
    {pairs.map((c) => <section class="frame" aria-label="Contradiction"><header><h2>{c.about || "Two records that cannot both be so"}</h2><small>{c.document?.title}</small></header>
      <div class="sides">{(c.pair ?? []).map((record) => <div class="side"><h3>{record.attribution?.speaker?.length ? record.attribution.speaker.map(nameOf).join(", ") : "the article's own voice"}</h3><RecordCard record={record} context /></div>)}</div></section>)}
  </>;
}
