// bars.tsx: how many of each, as buttons that filter; saved as CSV and as a picture.
import { useRef } from "preact/hooks";
import { useLate } from "../api";
import { csv, download, savePngText } from "../parts/save";
import { number } from "../words";

export interface Row { key: string; label: string; count: number; css?: string }
interface Properties { rows: Row[]; chosen?: string; onChoose?: (key: string) => void; title: string }

export function Bars({ rows, chosen, onChoose, title }: Properties) {
  const most = Math.max(1, ...rows.map((r) => r.count));
  return <ul class="bars" aria-label={title}>{rows.map((row) => <li>
    <button type="button" aria-pressed={chosen === row.key} disabled={!onChoose} onClick={() => onChoose?.(chosen === row.key ? "" : row.key)}>
      <span class="label">{row.label}</span>
      <span class="track"><i class={"bar " + (row.css ?? "")} style={{ width: `${(100 * row.count) / most}%` }} /></span>
      <span class="count">{number(row.count)}</span>
    </button></li>)}</ul>;
}

const WIDTH = 480, LINE = 22, LABEL = 120;
const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

// The bars of LIST as a picture, in the colours that they have there.
function pictureOf(list: Element, rows: Row[]): { text: string; height: number } {
  const most = Math.max(1, ...rows.map((r) => r.count)), height = rows.length * LINE + 16, style = getComputedStyle(document.body);
  const colours = [...list.querySelectorAll(".bar")].map((bar) => getComputedStyle(bar).backgroundColor);
  const lines = rows.map((row, i) => `<text x="10" y="${i * LINE + 24}">${escaped(row.label)}</text><rect x="${LABEL}" y="${i * LINE + 13}" width="${Math.max(2, ((WIDTH - LABEL - 70) * row.count) / most).toFixed(1)}" height="13" fill="${colours[i] ?? "gray"}"/><text x="${WIDTH - 10}" y="${i * LINE + 24}" text-anchor="end">${number(row.count)}</text>`);
  return { height, text: `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12" fill="${style.color}"><rect width="100%" height="100%" fill="${style.backgroundColor}"/>${lines.join("")}</svg>` };
}

interface Framed extends Properties { heading: preact.ComponentChildren; label: string; name: string; waiting?: boolean; error?: string | undefined; nothing?: string }

export function BarFrame({ heading, label, name, waiting, error, nothing = "Nothing here with these filters.", ...bars }: Framed) {
  const box = useRef<HTMLElement>(null), late = useLate(waiting);
  const save = (kind: string) => {
    const list = box.current?.querySelector(".bars");
    if (kind === "csv") return download(name + ".csv", "text/csv;charset=utf-8", csv([["type", "records"], ...bars.rows.map((r) => [r.label, r.count])]));
    if (!list) return;
    const { text, height } = pictureOf(list, bars.rows);
    if (kind === "svg") download(name + ".svg", "image/svg+xml", text);
    else savePngText(text, WIDTH, height, name + ".png");
  };
  return <section ref={box} class={"frame" + (late ? " waits" : "")} aria-busy={!!waiting} aria-label={label}><header><h2>{heading}</h2>
    {bars.rows.length > 0 && <div class="tools">{["svg", "png", "csv"].map((kind) => <button type="button" class="quiet" onClick={() => save(kind)} aria-label={`${label}: save as ${kind.toUpperCase()}`}>{kind.toUpperCase()}</button>)}</div>}</header>
    {error ? <p class="error" role="alert">{error}</p> : bars.rows.length ? <Bars {...bars} /> : <p class="nothing">{waiting ? "…" : nothing}</p>}
  </section>;
}
