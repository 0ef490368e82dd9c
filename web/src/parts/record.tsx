// record.tsx: one record: what, who to whom, when, where, who says so, by which rule, how sure; and its judgement.
import { useEffect, useRef, useState } from "preact/hooks";
import { post } from "../api";
import { address } from "../state";
import type { Actor, EventRecord, Judgement } from "../types";
import { EVENT_TYPES, FACTUALITIES, RELATIONS, days, keyOf, nameOf, percent, quadOf, sourceOf, titleOf, typeOf } from "../words";
import { ArcText } from "./text";

export function ActorLinks({ actors = [] }: { actors?: Actor[] }) {
  return <>{actors.map((actor, i) => <>{i > 0 && ", "}<a class="who" href={address("actor", keyOf(actor))} title={[actor.text !== nameOf(actor) ? `“${actor.text}”` : "", actor.code, actor.country, actor.sector].filter(Boolean).join(" · ")}>{nameOf(actor)}</a></>)}</>;
}

export function Said({ record }: { record: Pick<EventRecord, "attribution"> }) {
  const a = record.attribution;
  if (!a) return null;
  return <span class="said">says {a.speaker?.length ? <ActorLinks actors={a.speaker} /> : "somebody"}{a.anonymous && " (unnamed)"}{a.quoted && " (quoted)"}</span>;
}

export function Line({ record }: { record: EventRecord }) {
  return <p class="what">
    <span class={"type quad" + (record.quad || quadOf(record.event_type ?? "") || 0)}>{typeOf(record)}</span>{" "}
    <ActorLinks actors={record.actor} />{record.recipient?.length ? <> <span class="to" aria-label="to">→</span> <ActorLinks actors={record.recipient} /></> : null}
    {record.factuality && record.factuality !== "actual" && <span class={"mark-" + record.factuality}>{record.factuality}</span>}
  </p>;
}

function Facts({ record }: { record: EventRecord }) {
  const counts = record.counts?.map((c) => `${c.low ?? ""}${c.high !== undefined && c.high !== c.low ? "–" + c.high : ""} ${c.of}`).join(", ");
  return <p class="facts">
    {days(record.date) && <span>{days(record.date)}{record.date?.basis === "document" && <i title="the text names no day: the article's"> (article's)</i>}</span>}
    {(record.since || record.until) && <span>{record.since && "since " + record.since} {record.until && "until " + record.until}</span>}
    {record.place && <span>at {[record.place.name, record.place.country].filter(Boolean).join(", ")}</span>}
    {counts && <span>{counts}</span>}
    <Said record={record} />
    {record.contexts?.length ? <span>{record.contexts.join(", ")}</span> : null}
    <span class="rule" title="the line of the codebook that coded it">{record.rule}</span>
    {record.confidence !== undefined && <span class="sure" title="how probable it is that this is right">{percent(record.confidence)}</span>}
  </p>;
}

const VERDICTS: Judgement["verdict"][] = ["right", "wrong", "changed"];

export function Judge({ record, onJudged }: { record: EventRecord; onJudged: (judgement: Judgement) => void }) {
  const [note, setNote] = useState(record.judgement?.note ?? ""), [error, setError] = useState("");
  const [change, setChange] = useState<Record<string, string>>(record.judgement?.change ?? {});
  const [changing, setChanging] = useState(record.judgement?.verdict === "changed");
  const send = (verdict: Judgement["verdict"]) => {
    const judgement: Judgement = { verdict, note, ...(verdict === "changed" ? { change } : {}) };
    post("judge", { record: record.id, ...judgement }).then(() => { setError(""); onJudged(judgement); }, (e: Error) => setError(e.message));
  };
  // By keyboard: what to change has the focus at once, Enter keeps it, Escape leads back to the records.
  const fields = useRef<HTMLDivElement>(null), opened = useRef(changing);
  useEffect(() => { if (changing && !opened.current) fields.current?.querySelector<HTMLElement>("select, input")?.focus(); opened.current = changing; }, [changing]);
  const keys = (e: KeyboardEvent) => {
    if (!["Enter", "Escape"].includes(e.key)) return;
    e.preventDefault();
    e.stopPropagation();
    (e.target as HTMLElement).blur();
    if (e.key === "Enter") send("changed");
  };
  const field = (name: string, label: string, list?: readonly string[]) => <label>{label}
    {list ? <select value={change[name] ?? ""} onChange={(e) => setChange({ ...change, [name]: e.currentTarget.value })}><option value="">as it is</option>{list.map((v) => <option>{v}</option>)}</select>
      : <input value={change[name] ?? ""} onInput={(e) => setChange({ ...change, [name]: e.currentTarget.value })} />}</label>;
  return <div class="judge">
    <div role="group" aria-label="Is this record right?">{VERDICTS.map((verdict, i) => <button type="button" data-verdict={verdict} aria-pressed={record.judgement?.verdict === verdict}
      onClick={() => (verdict === "changed" && !changing ? setChanging(true) : send(verdict))}><kbd>{i + 1}</kbd> {verdict === "changed" ? (changing ? "save the change" : "change") : verdict}</button>)}</div>
    {changing && <div class="change" ref={fields} onKeyDown={keys}>{record.kind === "relation" ? field("relation", "Relation", RELATIONS) : field("event_type", "Type", EVENT_TYPES)}{field("event_mode", "Mode")}{field("actor", "Who")}{field("recipient", "To whom")}{field("factuality", "Factuality", FACTUALITIES)}</div>}
    <label class="note-field">Note <input value={note} onInput={(e) => setNote(e.currentTarget.value)} onKeyDown={(e) => { if (["Enter", "Escape"].includes(e.key)) { e.stopPropagation(); e.currentTarget.blur(); } }} onBlur={() => record.judgement && note !== record.judgement.note && send(record.judgement.verdict)} /></label>
    {error && <p class="error" role="alert">{error}</p>}
  </div>;
}

interface Properties { record: EventRecord; context?: boolean; selected?: boolean; judging?: boolean; onSelect?: () => void; onJudged?: (judgement: Judgement) => void }

// CONTEXT: the sentence and where it stands; without it the reader has the text beside it.
export function RecordCard({ record, context, selected, judging, onSelect, onJudged }: Properties) {
  return <article class={"record" + (selected ? " selected" : "") + (record.judgement ? " judged-" + record.judgement.verdict : "")} id={"r-" + record.id} onClick={onSelect} aria-current={selected ? "true" : undefined}>
    <Line record={record} />
    {(context || selected) && <ArcText record={record} />}
    <Facts record={record} />
    {context && record.document && <p class="source"><a href={address("read", record.doc, { record: record.id })}>{titleOf(record.document) || "the article"}</a>{" "}
      <span>{sourceOf(record.document)}</span>{record.kind === "event" && <> · <a href={address("incident", record.id)}>who else tells it</a></>}</p>}
    {judging && selected && onJudged && <Judge record={record} onJudged={onJudged} />}
  </article>;
}
