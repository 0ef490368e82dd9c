// records.tsx: the records themselves, with the sentences that they rest on; and files of them.
import { url, useApi } from "../api";
import { RecordCard } from "../parts/record";
import { SaveRecords } from "../parts/saveas";
import { address, changed, go, type Route } from "../state";
import type { Records } from "../types";
import { number, some } from "../words";

const PAGE = 50;

export function RecordList({ filters, view, arg = "" }: { filters: URLSearchParams; view: string; arg?: string }) {
  const offset = Number(filters.get("offset") ?? 0) || 0;
  const { data, error, waiting } = useApi<Records>(url("records", changed(filters, { limit: String(PAGE), offset: String(offset), sort: filters.get("sort") ?? "-date" })));
  const turn = (to: number) => { go(address(view, arg, changed(filters, { offset: to ? String(to) : "" }))); scrollTo(0, 0); };
  if (error) return <p class="error" role="alert">{error}</p>;
  return <section class={"list" + (waiting ? " waits" : "")} aria-label="Records" aria-busy={waiting}>
    {data?.total === 0 && <p class="nothing">No record with these filters.</p>}
    {data?.records.map((record) => <RecordCard record={record} context />)}
    {data && data.total > PAGE && <nav class="pages" aria-label="Pages">
      <button type="button" disabled={offset === 0} onClick={() => turn(Math.max(0, offset - PAGE))}>Newer</button>
      <span>{number(offset + 1)}–{number(Math.min(offset + PAGE, data.total))} of {number(data.total)}</span>
      <button type="button" disabled={offset + PAGE >= data.total} onClick={() => turn(offset + PAGE)}>Older</button></nav>}
  </section>;
}

export function RecordsView({ route }: { route: Route }) {
  const { filters } = route, { data } = useApi<Records>(url("records", changed(filters, { limit: "0", offset: "" })));
  return <>
    <div class="bar"><h1>{data ? some(data.total, "record") : "Records"}</h1>
      <SaveRecords filters={filters} /></div>
    <RecordList filters={filters} view="records" />
  </>;
}
