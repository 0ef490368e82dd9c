// data.mjs: what the page is tested on: hostile texts, written here, beside the examples and what ../shared has.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SENTENCE = "Russian forces shelled the city of Kharkiv on Monday, killing five people, Ukraine said. ";

export const HOSTILE = [
  { id: "hostile-script", date: "2022-03-01", title: "<script>window.hacked=1</script><img src=x onerror=window.hacked=2>", publisher: "\"><svg onload=window.hacked=3>",
    url: "javascript:window.hacked=4", text: SENTENCE + "<script>window.hacked=5</script> <a href='javascript:window.hacked=6' onmouseover=window.hacked=7>Syria bombed Aleppo on Tuesday.</a>" },
  { id: "hostile-bidi", date: "2022-03-02", title: "\u202eright to left\u202c \u2066isolated \u200f\u061c", publisher: "\u202eBBC", url: "https://example.org/\u202e?<script>", text: "\u202e" + SENTENCE + "\u202c قصفت القوات المدينة. " + SENTENCE },
  { id: "hostile-long", date: "2022-03-03", title: "W".repeat(5000), publisher: "P".repeat(2000), url: "https://example.org/" + "u".repeat(5000), text: SENTENCE + "x".repeat(1 << 20) + " " + SENTENCE },
  { id: "hostile-emoji", date: "2022-03-04", title: "👩‍👩‍👧‍👦 🇺🇦 é́́́́́", publisher: "🗞️", url: "data:text/html,<script>window.hacked=8</script>", text: "🔥🔥 " + SENTENCE + "👩‍🚒 " + SENTENCE },
  { id: "hostile-nul", date: "2022-03-05", title: "before\u0000after\u0002\u0003\u001b[31m", publisher: "\u0000", url: "vbscript:x", text: "A\u0000B. The Taliban\u0007 attacked a police post in Kandahar on Friday, killing nine officers.\u0001 Pakistan condemned it." },
  { id: "hostile-space", date: "2022-03-06", title: "  ", publisher: "", url: "//evil.example/x", text: "\n\n\nIsraeli warplanes bombed Beirut on Sunday.\u2028\u2029Hezbollah rejected a ceasefire." },
];

function items(root, count) {
  const packed = join(root, "../shared/corpus/current-events.tsv.xz");
  if (!count || !existsSync(packed)) return [];
  const rows = spawnSync("xz", ["-dc", packed], { maxBuffer: 1 << 28 }).stdout?.toString("utf8").split("\n").slice(1).map((r) => r.split("\t")).filter((r) => r.length === 4) ?? [];
  const step = Math.max(1, Math.floor(rows.length / count));
  return rows.filter((_, i) => i % step === 0).slice(0, count).map(([date, , title, text], i) => ({ id: `item-${i}`, date, title, publisher: "Current events", text }));
}

// A database in FOLDER; true as second value where ../shared was there.
export function makeDatabase(casus, root, folder, count) {
  const lines = [...HOSTILE, ...items(root, count)], jsonl = join(folder, "items.jsonl"), database = join(folder, "page.db");
  writeFileSync(jsonl, lines.map((l) => JSON.stringify(l)).join("\n") + "\n");
  const shared = ["../shared/news", "../shared/seed/article.txt"].filter((path) => existsSync(join(root, path)));
  const { status, stderr } = spawnSync(casus, ["add", "--db", database, "examples/ceasefire.txt", jsonl, ...shared], { encoding: "utf8", cwd: root });
  if (status !== 0 && !/documents? added/.test(stderr)) throw new Error("casus add: " + stderr);
  return { database, shared: shared.length > 0 };
}

export const exampleText = (root) => readFileSync(join(root, "examples/ceasefire.txt"), "utf8");
