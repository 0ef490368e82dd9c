// since.tsx: what was added since this browser last looked. The number of the last addition seen is kept for each database.
import { useEffect, useState } from "preact/hooks";
import { url, useApi } from "../api";
import type { News, Status } from "../types";
import { some } from "../words";
import { RecordCard } from "./record";

const KEY = "casus-seen";
type Seen = Record<string, number | undefined>;

function readSeen(): Seen {
  try { return (JSON.parse(localStorage.getItem(KEY) ?? "{}") as Seen) ?? {}; } catch { return {}; }
}

export function Since({ status }: { status: Status }) {
  const [seen, setSeen] = useState(() => readSeen()[status.name]);
  const { data, waiting } = useApi<News>(seen === undefined || seen >= status.addition ? null : url("news", { since: seen }));
  const keep = (addition: number) => {
    localStorage.setItem(KEY, JSON.stringify({ ...readSeen(), [status.name]: addition }));
    setSeen(addition);
  };
  // A first visit: all is new, and none of it news. A number not given out yet: of another database that had this name.
  useEffect(() => { if (seen === undefined || seen > status.addition) keep(status.addition); }, []);
  if (waiting) return <div aria-busy="true" />;
  if (!data || data.documents === 0) return null;
  return <details class="frame since"><summary>New since your last visit: {some(data.documents, "document")} with {some(data.total, "record")}</summary>
    <p><button type="button" onClick={() => { keep(data.addition); }}>I have seen them</button></p>
    {data.records.map((record) => <RecordCard record={record} context />)}
  </details>;
}
