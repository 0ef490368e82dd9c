// read.tsx: the article with everything marked that was read in it, and the records beside their sentences.
import { useEffect, useMemo, useState } from "preact/hooks";
import { url, useApi } from "../api";
import { RecordCard } from "../parts/record";
import { Pieces, ROLES, marksOf, offsets, pieces } from "../parts/text";
import { RECORD_HEAD, SaveList, SaveRecords, recordRow } from "../parts/saveas";
import { address, go, type Route } from "../state";
import type { AnyRecord, Contradiction, DocumentHead, EventRecord, Judgement, Status } from "../types";
import { some, titleOf } from "../words";

interface Reading { document: DocumentHead & { text: string; author?: string; copies?: DocumentHead[] }; records: AnyRecord[] }

const isEvent = (r: AnyRecord): r is EventRecord => r.kind === "event" || r.kind === "relation";

export function Read({ route, status }: { route: Route; status?: Status }) {
  const { data, error } = useApi<Reading>(route.arg ? url("document/" + encodeURIComponent(route.arg)) : null);
  if (error) return <p class="error" role="alert">{error}</p>;
  return data ? <Text key={data.document.id} reading={data} chosen={route.filters.get("record") ?? ""} writable={!!status?.writable} /> : <p class="waiting">…</p>;
}

export function Text({ reading, chosen, writable, paste }: { reading: Reading; chosen: string; writable: boolean; paste?: boolean }) {
  const { document: head } = reading;
  const [judged, setJudged] = useState<Record<string, Judgement>>({});
  const events = useMemo(() => reading.records.filter(isEvent).map((r) => (judged[r.id] ? { ...r, judgement: judged[r.id] } : r)), [reading, judged]);
  const [selected, setSelected] = useState(chosen);
  const select = (id: string) => { setSelected(id); if (head.id) go(address("read", head.id, id ? { record: id } : {}), true); };
  const at = useMemo(() => offsets(head.text), [head.text]);
  const marks = useMemo(() => (selected ? events.filter((r) => r.id === selected) : events).flatMap(marksOf), [events, selected]);
  const sentences = useMemo(() => [...new Map(events.map((r) => [r.span.join("-"), r.span])).values()].sort((a, b) => a[0] - b[0]), [events]);

  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      if ((e.target as Element).closest("input, select, textarea") || e.ctrlKey || e.metaKey || e.altKey) return;
      const i = events.findIndex((r) => r.id === selected);
      if (e.key === "j" || e.key === "k") select(events[Math.max(0, Math.min(events.length - 1, i + (e.key === "j" ? 1 : -1)))]?.id ?? "");
      else if (e.key === "Escape") select("");
      else if (e.key === "n") { const note = document.querySelector<HTMLInputElement>(".record.selected .note-field input"); if (note) { e.preventDefault(); note.focus(); } }
      else if (["1", "2", "3"].includes(e.key)) document.querySelector<HTMLButtonElement>(`.record.selected [data-verdict=${["right", "wrong", "changed"][Number(e.key) - 1]}]`)?.click();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  });
  useEffect(() => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    if (!selected) return;
    document.getElementById("r-" + selected)?.scrollIntoView({ block: "nearest", behavior: calm });
    document.querySelector(".text .here")?.scrollIntoView({ block: "nearest", behavior: calm });
  }, [selected]);

  // Paragraphs of sentences and what stands between them; a sentence with records is a button to its first one.
  const here = events.find((r) => r.id === selected)?.span;
  const parts: { from: number; to: number; span?: [number, number] }[] = [];
  let done = 0;
  for (const span of sentences) {
    if (span[0] < done) continue;
    if (span[0] > done) parts.push({ from: done, to: span[0] });
    parts.push({ from: span[0], to: span[1], span });
    done = span[1];
  }
  if (done < at.length - 1) parts.push({ from: done, to: at.length - 1 });
  const contradictions = reading.records.filter((r): r is Contradiction => r.kind === "contradiction");
  const safe = head.url && /^https?:\/\//i.test(head.url) ? head.url : undefined;
  return <div class="reading">
    <section class="text" aria-label="Article">
      <h1 dir="auto">{head.title || titleOf(head) || "Untitled"}</h1>
      <p class="head">{[head.publisher, head.author, head.date].filter(Boolean).join(" · ")} {safe && <a href={safe} rel="noreferrer noopener" target="_blank">original</a>}</p>
      <p class="legend">{ROLES.map((r) => <mark class={r.role}>{r.name}</mark>)}{selected && <button type="button" class="quiet" onClick={() => select("")}>show all</button>}</p>
      <div class="body" dir="auto">{parts.map((part) => part.span
        ? <span class={"sentence" + (here && here[0] === part.span[0] ? " here" : "")} role="button" tabIndex={0} title="its records" onClick={() => select(events.find((r) => r.span[0] === part.span![0])?.id ?? "")}
            onKeyDown={(e) => { if (e.key === "Enter") select(events.find((r) => r.span[0] === part.span![0])?.id ?? ""); }}><Pieces list={pieces(head.text, at, part.from, part.to, marks)} /></span>
        : head.text.slice(at[part.from], at[part.to]))}</div>
      {head.copies?.length ? <p class="note">Also in: {head.copies.map((c) => c.publisher || c.url || c.id).join(", ")}</p> : null}
    </section>
    <section class="beside" aria-label="Records">
      {head.id && !paste ? <SaveRecords filters={new URLSearchParams({ doc: head.id })} /> : <SaveList name="casus-pasted" items={reading.records} table={() => ({ head: RECORD_HEAD, rows: events.map(recordRow) })} />}
      <p class="note">{some(events.length, "record")}. <kbd>j</kbd> <kbd>k</kbd> next and previous{writable && <>, <kbd>1</kbd> right, <kbd>2</kbd> wrong, <kbd>3</kbd> change, <kbd>n</kbd> note</>}.</p>
      {events.map((record) => <RecordCard record={record} selected={record.id === selected} judging={writable} onSelect={() => record.id !== selected && select(record.id)} onJudged={(j) => setJudged({ ...judged, [record.id]: j })} />)}
      {contradictions.map((c) => <article class="record"><p class="what"><span class="type contra">contradiction</span> {c.about}</p><p>{c.records.map((id) => <button type="button" class="link" onClick={() => select(id)}>{events.find((r) => r.id === id)?.text.slice(0, 80) ?? id}… </button>)}</p></article>)}
    </section>
  </div>;
}
