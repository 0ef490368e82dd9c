// page_other.mjs: what npm's @mozilla/readability makes of the pages of html-segments, for page_score.py --other.
//
//     npm install @mozilla/readability jsdom && node page_other.mjs FOLDER/en > mozilla.jsonl
import { readdirSync, readFileSync } from "node:fs";
import { JSDOM, VirtualConsole } from "jsdom";
import { Readability } from "@mozilla/readability";

const folder = process.argv[2];
for (const name of readdirSync(folder).sort()) {
  let text = "";
  try {
    const dom = new JSDOM(readFileSync(`${folder}/${name}`), { url: "https://example.org/", virtualConsole: new VirtualConsole() });
    text = new Readability(dom.window.document).parse()?.textContent ?? "";
  } catch { /* no text */ }
  console.log(JSON.stringify({ path: name, text }));
}
