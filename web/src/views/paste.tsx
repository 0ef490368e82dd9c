// paste.tsx: a text of one's own, coded at once and kept nowhere.
import { useState } from "preact/hooks";
import { post } from "../api";
import type { AnyRecord, DocumentHead } from "../types";
import { Text } from "./read";

interface Coded { document: DocumentHead & { text: string }; records: AnyRecord[] }

const EXAMPLE = `date 2020-01-09

TRIPOLI, Jan 9 (Agency) - Forces loyal to Khalifa Haftar on Thursday rejected a call by Russia and Turkey for a ceasefire in Libya.

Egypt, which backs Haftar, denied on Wednesday that it had bombed Misrata.`;

export function Paste() {
  const [text, setText] = useState(""), [date, setDate] = useState(""), [coded, setCoded] = useState<Coded>(), [error, setError] = useState(""), [busy, setBusy] = useState(false);
  const code = (given = text) => {
    setBusy(true);
    post<Coded>("code", { text: given, ...(date ? { date } : {}) }).then((c) => { setCoded(c); setError(""); }, (e: Error) => setError(e.message)).finally(() => setBusy(false));
  };
  return <>
    <h1>Paste and see</h1>
    <form class="paste" onSubmit={(e) => { e.preventDefault(); code(); }}>
      <label>Article <textarea rows={8} value={text} onInput={(e) => setText(e.currentTarget.value)} required dir="auto" /></label>
      <div class="bar"><label class="inline">Published <input type="date" value={date} onInput={(e) => setDate(e.currentTarget.value)} /></label>
        <button type="submit" class="main" disabled={busy || !text.trim()}>{busy ? "…" : "Code it"}</button>
        <button type="button" onClick={() => { setText(EXAMPLE); code(EXAMPLE); }}>An example</button></div>
    </form>
    {error && <p class="error" role="alert">{error}</p>}
    {coded && <Text reading={coded} chosen="" writable={false} paste key={coded.document.id} />}
  </>;
}
