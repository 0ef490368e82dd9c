// filters.tsx: what the view is restricted to, and by which words to restrict it further.
import { useEffect, useState } from "preact/hooks";
import { url, useApi } from "../api";
import { FILTERS, address, changed, go, type Route } from "../state";
import type { Suggestion } from "../types";
import { EVENT_TYPES, FACTUALITIES, QUADS, RELATIONS } from "../words";

export function useDelayed<T>(value: T, wait = 200): T {
  const [late, setLate] = useState(value);
  useEffect(() => { const timer = setTimeout(() => setLate(value), wait); return () => clearTimeout(timer); }, [value, wait]);
  return late;
}

export function SearchBox() {
  const [text, setText] = useState(""), [open, setOpen] = useState(false), [at, setAt] = useState(-1);
  const asked = useDelayed(text.trim());
  const { data } = useApi<{ suggestions: Suggestion[] }>(asked.length > 1 ? url("suggest", { q: asked }) : null);
  const list = asked.length > 1 && open ? data?.suggestions ?? [] : [];
  const goTo = (s?: Suggestion) => {
    setOpen(false);
    setText("");
    if (!s) go(address("search", "", { text }));
    else if (s.kind === "actor") go(address("actor", s.id));
    else if (s.kind === "document") go(address("read", s.id));
    else go(address("records", "", { [s.kind]: s.id }));
  };
  const key = (e: KeyboardEvent) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); setAt((at + (e.key === "ArrowDown" ? 2 : list.length + 1)) % (list.length + 1) - 1); }
    else if (e.key === "Escape") setOpen(false);
    else if (e.key === "Enter" && text.trim()) { e.preventDefault(); goTo(list[at]); }
  };
  return <div class="search" role="search">
    <input id="search" type="search" placeholder="Search actors, places, texts" aria-label="Search" autocomplete="off" role="combobox" aria-expanded={list.length > 0} aria-controls="suggestions"
      aria-activedescendant={at >= 0 ? "suggestion-" + at : undefined} value={text} onInput={(e) => { setText(e.currentTarget.value); setOpen(true); setAt(-1); }} onKeyDown={key} onBlur={() => setTimeout(() => setOpen(false), 150)} />
    <ul id="suggestions" role="listbox" aria-label="Suggestions" hidden={!list.length}>{list.map((s, i) => <li id={"suggestion-" + i} role="option" aria-selected={i === at} onMouseDown={() => goTo(s)}><span>{s.name}</span> <small>{s.kind}{s.count !== undefined && " · " + s.count}</small></li>)}</ul>
  </div>;
}

const LABELS: Partial<Record<(typeof FILTERS)[number], string>> = { from: "from", to: "to", text: "words", box: "box", confidence: "confidence at least" };

export function Filters({ route }: { route: Route }) {
  const { view, arg, filters } = route;
  const set = (changes: Record<string, string>) => go(address(view, arg, changed(filters, changes)));
  const value = (name: string) => filters.get(name) ?? "";
  const choice = (name: string, label: string, list: readonly (string | readonly [string, string])[]) => <label><span>{label}</span><select value={value(name)} onChange={(e) => set({ [name]: e.currentTarget.value })}>
    <option value="">all</option>{list.map((v) => (typeof v === "string" ? <option value={v}>{v}</option> : <option value={v[0]}>{v[1]}</option>))}</select></label>;
  const field = (name: string, label: string, type = "text") => <label><span>{label}</span><input type={type} key={name + value(name)} defaultValue={value(name)} onChange={(e) => set({ [name]: e.currentTarget.value.trim() })} /></label>;
  const on = FILTERS.filter((name) => filters.get(name));
  return <div class="filters">
    <details><summary>Filters</summary><form class="fields" onSubmit={(e) => e.preventDefault()}>
      {field("from", "From", "date")}{field("to", "To", "date")}{field("actor", "Who")}{field("recipient", "To whom")}
      {choice("quad", "Kind", QUADS.map((q) => [String(q.code), q.name] as const))}{choice("type", "Type", EVENT_TYPES)}{choice("relation", "Tie", RELATIONS)}
      {choice("factuality", "Did it happen", FACTUALITIES)}{field("country", "Country (ISO code)")}{field("place", "Place")}{field("speaker", "Who says so")}{field("text", "Words")}{field("source", "Source")}
      {choice("confidence", "Confidence", [["0.5", "50 % or more"], ["0.8", "80 % or more"], ["0.9", "90 % or more"]])}
    </form></details>
    <div class="chips" role="group" aria-label="Filters that are on">{on.map((name) => <button type="button" class="chip" onClick={() => set({ [name]: "" })} aria-label={`Remove ${LABELS[name] ?? name} ${value(name)}`}><small>{LABELS[name] ?? name}</small> {value(name)} <b aria-hidden="true">×</b></button>)}
      {on.length > 1 && <button type="button" class="quiet" onClick={() => go(address(view, arg))}>Clear all</button>}</div>
  </div>;
}
