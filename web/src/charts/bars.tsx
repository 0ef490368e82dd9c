// bars.tsx: how many of each, as buttons that filter.
import { number } from "../words";

interface Properties { rows: { key: string; label: string; count: number; css?: string }[]; chosen?: string; onChoose?: (key: string) => void; title: string }

export function Bars({ rows, chosen, onChoose, title }: Properties) {
  const most = Math.max(1, ...rows.map((r) => r.count));
  return <ul class="bars" aria-label={title}>{rows.map((row) => <li>
    <button type="button" aria-pressed={chosen === row.key} disabled={!onChoose} onClick={() => onChoose?.(chosen === row.key ? "" : row.key)}>
      <span class="label">{row.label}</span>
      <span class="track"><i class={"bar " + (row.css ?? "")} style={{ width: `${(100 * row.count) / most}%` }} /></span>
      <span class="count">{number(row.count)}</span>
    </button></li>)}</ul>;
}
