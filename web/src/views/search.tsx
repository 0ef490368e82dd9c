// search.tsx: texts with these words.
import { url, useApi } from "../api";
import { SaveList } from "../parts/saveas";
import { address, type Route } from "../state";
import type { DocumentHit } from "../types";
import { cut, some, sourceOf, titleOf } from "../words";

export function Search({ route }: { route: Route }) {
  const text = route.filters.get("text") ?? "";
  const { data, error, waiting } = useApi<{ total: number; documents: DocumentHit[] }>(url("documents", route.filters));
  return <>
    <div class="bar"><h1>{data ? some(data.total, "text") : "Texts"} {text && <>with <q>{text}</q></>}</h1><a href={address("records", "", route.filters)}>their records</a>
      <SaveList name="casus-texts" items={data?.documents ?? []} table={() => ({ head: ["id", "title", "publisher", "date", "url", "records"], rows: (data?.documents ?? []).map((d) => [d.id, d.title ?? "", d.publisher ?? "", d.date ?? "", d.url ?? "", d.records ?? ""]) })} /></div>
    {error && <p class="error" role="alert">{error}</p>}
    {!waiting && !error && !data?.documents.length && <p class="nothing">No text with these words.</p>}
    <ul class="plain hits">{data?.documents.map((d) => <li><a href={address("read", d.id)} dir="auto">{titleOf(d) || "Untitled"}</a> <small>{sourceOf(d)}{d.records !== undefined && " · " + some(d.records, "record")}</small>
      {d.snippet && <p dir="auto">{d.snippet.split(/[\u0002\u0003]/).map((s, i) => (i % 2 ? <b>{cut(s)}</b> : cut(s, 400)))}</p>}</li>)}</ul>
  </>;
}
