// since.tsx: what was added since this browser last looked. The number of the last addition seen is kept for each database.
import { useEffect, useState } from "preact/hooks";
import { url, useApi } from "../api";
import type { News, Status } from "../types";
import { some } from "../words";
import { RecordCard } from "./record";

const KEY = "casus-seen";
type Seen = Record<string, number>;

function readSeen(): Seen {
  try { return (JSON.parse(localStorage.getItem(KEY) ?? "{}") as Seen) ?? {}; } catch { return {}; }
}

export function Since() {
  const { data: status } = useApi<Status>(url("status")), [seen, setSeen] = useState<number>();
  const { data } = useApi<News>(seen === undefined ? null : url("news", { since: seen }));
  const keep = (addition: number) => { if (status) localStorage.setItem(KEY, JSON.stringify({ ...readSeen(), [status.name]: addition })); };
  useEffect(() => { if (status) setSeen(readSeen()[status.name] ?? 0); }, [status]);
  useEffect(() => { if (data && seen === 0) keep(data.addition); }, [data]); // a first visit: all is new, and none of it news
  if (!data || !seen || data.documents === 0) return null;
  return <details class="frame since"><summary>New since your last visit: {some(data.documents, "document")} with {some(data.total, "record")}</summary>
    <p><button type="button" onClick={() => { keep(data.addition); setSeen(data.addition); }}>I have seen them</button></p>
    {data.records.map((record) => <RecordCard record={record} context />)}
  </details>;
}
