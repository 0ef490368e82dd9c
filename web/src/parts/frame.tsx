// frame.tsx: what every chart has: a heading, the same as a table for those who cannot see it, and files of it.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { useLate } from "../api";
import { csv, download, savePng, svgText } from "./save";

export interface Table { head: string[]; rows: (string | number)[][] }
// WIDE is put into the frame before there is anything to draw, so that the chart knows its width when its numbers come. TABLE is asked for when it is shown.
interface Properties { title: string; name: string; table: () => Table; wide: (element: HTMLDivElement | null) => void; waiting?: boolean; error?: string; empty?: boolean; note?: ComponentChildren; tools?: ComponentChildren; more?: ComponentChildren; children: ComponentChildren }

export function DataTable({ table, caption }: { table: Table; caption: string }) {
  return <div class="scroll" tabIndex={0} role="region" aria-label={caption}><table>
    <caption class="unseen">{caption}</caption>
    <thead><tr>{table.head.map((h) => <th scope="col">{h}</th>)}</tr></thead>
    <tbody>{table.rows.map((row) => <tr>{row.map((cell) => <td class={typeof cell === "number" ? "number" : ""}>{cell}</td>)}</tr>)}</tbody>
  </table></div>;
}

export function Frame({ title, name, table, wide, waiting, error, empty, note, tools, more, children }: Properties) {
  const box = useRef<HTMLDivElement>(null), late = useLate(waiting);
  const [asTable, setAsTable] = useState(false);
  const svg = () => box.current?.querySelector("svg") as SVGSVGElement | null;
  const save = (kind: string) => {
    const picture = svg();
    if (kind === "csv") download(name + ".csv", "text/csv;charset=utf-8", csv([table().head, ...table().rows]));
    else if (picture && kind === "svg") download(name + ".svg", "image/svg+xml", svgText(picture));
    else if (picture) savePng(picture, name + ".png");
  };
  return <section class={"frame" + (late ? " waits" : "")} aria-busy={waiting} aria-label={title}>
    <header><h2>{title}</h2>{tools}{more}
      <div class="tools">
        <button type="button" class="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>Table</button>
        {(asTable ? ["csv"] : ["svg", "png", "csv"]).map((kind) => <button type="button" class="quiet" onClick={() => save(kind)} aria-label={`${title}: save as ${kind.toUpperCase()}`}>{kind.toUpperCase()}</button>)}
      </div>
    </header>
    <div ref={wide} />
    {error ? <p class="error" role="alert">{error}</p> : empty ? <p class="nothing">{waiting ? "…" : "Nothing here with these filters."}</p>
      : asTable ? <DataTable table={table()} caption={title} /> : <div ref={box} class="picture">{children}</div>}
    {note && <p class="note">{note}</p>}
  </section>;
}
