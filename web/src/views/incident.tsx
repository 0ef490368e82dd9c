// incident.tsx: one happening, who tells it how, and why each of its mentions is taken for one of it.
import { url, useApi } from "../api";
import { Rival, SaveClaims } from "./claims";
import { address, type Route } from "../state";
import type { EventRecord, Incident, Why } from "../types";
import { titleOf } from "../words";

function Reason({ why, of }: { why: Why; of: Map<string, EventRecord> }) {
  const record = of.get(why.event), likest = why.likest ? of.get(why.likest) : undefined;
  const name = titleOf(record?.document) || record?.document?.publisher || why.event;
  return <li><a href={record ? address("read", record.doc, { record: record.id }) : undefined} dir="auto">{name}</a> <small>{record?.document?.date}</small>{" "}
    {why.first ? "told it first" : why.by_hand ? "was put here by hand" : ""}{likest && !why.first && <> is most like <span dir="auto">{likest.document?.title || likest.document?.date || "another"}</span></>}
    {why.reasons && `: ${why.reasons}`}{why.doubts && <span class="against">; against it: {why.doubts}</span>}</li>;
}

export function IncidentView({ route }: { route: Route }) {
  const { data, error } = useApi<Incident>(route.arg ? url("incident/" + encodeURIComponent(route.arg)) : null);
  if (error) return <p class="error" role="alert">{error}</p>;
  if (!data) return route.arg ? <p class="waiting">…</p> : <p class="nothing">Which incident? Records name theirs.</p>;
  const records = new Map((data.accounts ?? []).flatMap((a) => a.records).map((r) => [r.id, r]));
  return <>
    <div class="bar"><h1>Incident</h1><SaveClaims incidents={[data]} /></div>
    <Rival incident={data} />
    {(data.why ?? []).length < 2 ? <p class="nothing">No other text tells of it.</p> : <section class="frame" aria-label="Why together"><header><h2>Why these are one happening</h2></header>
      <ul class="plain">{(data.why ?? []).map((why) => <Reason why={why} of={records} />)}</ul></section>}
  </>;
}
