// saveas.tsx: files of what a view shows: records in all formats of the program, and what else a view lists as CSV and JSON Lines.
import { url } from "../api";
import { changed } from "../state";
import type { EventRecord } from "../types";
import { days, nameOf, typeOf } from "../words";
import type { Table } from "./frame";
import { csv, download } from "./save";

const FORMATS = ["jsonl", "csv", "plover", "icews", "gdelt", "polecat", "phoenix", "acled", "ucdp-ged", "geojson", "graphml"];

// All records that FILTERS choose, not those of one page alone.
export function SaveRecords({ filters }: { filters: URLSearchParams }) {
  const plain = changed(filters, { offset: "", sort: "", step: "", record: "" });
  return <details class="menu"><summary>Save as</summary><ul>{FORMATS.map((to) => <li><a href={url("export", changed(plain, { format: to }))} download>{to}</a></li>)}</ul></details>;
}

export function SaveList({ name, items, table }: { name: string; items: unknown[]; table: () => Table }) {
  if (!items.length) return null;
  return <details class="menu"><summary>Save as</summary><ul>
    <li><button type="button" class="link" onClick={() => download(name + ".jsonl", "application/x-ndjson", items.map((item) => JSON.stringify(item) + "\n").join(""))}>jsonl</button></li>
    <li><button type="button" class="link" onClick={() => { const { head, rows } = table(); download(name + ".csv", "text/csv;charset=utf-8", csv([head, ...rows])); }}>csv</button></li>
  </ul></details>;
}

export const RECORD_HEAD = ["id", "type", "who", "to whom", "date", "place", "factuality", "says", "confidence", "sentence", "article"];
export const recordRow = (r: EventRecord): (string | number)[] => [r.id, typeOf(r), (r.actor ?? []).map(nameOf).join("; "), (r.recipient ?? []).map(nameOf).join("; "), days(r.date), r.place?.name ?? "",
  r.factuality ?? "", (r.attribution?.speaker ?? []).map(nameOf).join("; "), r.confidence ?? "", r.text, r.doc];
