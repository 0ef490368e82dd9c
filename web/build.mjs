// build.mjs: the page's own files from src/ into dist/, which the program holds. `npm run build`; dist/ is committed, with
// dist/MADE-FROM, a hash over what it was made from, so that tests can tell an old one.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { provinces } from "./provinces.mjs";

const files = (folder) => readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  .flatMap((e) => (e.isDirectory() ? files(join(folder, e.name)) : [join(folder, e.name)]));

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
await build({
  entryPoints: ["src/app.tsx"], outfile: "dist/app.js", bundle: true, minify: true, format: "esm", target: "es2020",
  jsx: "automatic", jsxImportSource: "preact", legalComments: "linked", charset: "utf8",
});
await build({ entryPoints: ["src/style.css"], outfile: "dist/style.css", minify: true, charset: "utf8" });
copyFileSync("src/index.html", "dist/index.html");
copyFileSync("src/icon.svg", "dist/icon.svg");
writeFileSync("dist/openapi.json", JSON.stringify(JSON.parse(readFileSync("src/openapi.json", "utf8"))));
// For the whole world, drawn first: its paths, so that the first view need not project them.
const made = await build({ entryPoints: ["src/charts/world.ts"], bundle: true, format: "esm", write: false });
const { drawn } = await import("data:text/javascript;base64," + Buffer.from(made.outputFiles[0].contents).toString("base64"));
const rounded = (name, value) => (typeof value === "number" ? Math.round(value * 10) / 10 : value);
writeFileSync("dist/far.json", JSON.stringify(await drawn(1)(JSON.parse(readFileSync("node_modules/world-atlas/countries-110m.json", "utf8"))), rounded));
copyFileSync("node_modules/world-atlas/countries-50m.json", "dist/world.json");
writeFileSync("dist/provinces.json", JSON.stringify(provinces()));

// docs/api.md: the same in words.
const described = JSON.parse(readFileSync("src/openapi.json", "utf8"));
const parameter = (p) => (p.$ref ? described.components.parameters[p.$ref.split("/").pop()] : p);
const conditions = (described.paths["/api/records"].get.parameters).filter((p) => p.$ref).map(parameter);
const own = (operation) => (operation.parameters ?? []).filter((p) => !p.$ref).map((p) => `- \`${p.name}\`: ${p.description ?? p.schema?.type ?? ""}`);
// A schema in a line: {total: integer, records: [Record]}; ? for what may be left out.
const shape = (s) => s.$ref ? s.$ref.split("/").pop() : s.anyOf ? s.anyOf.map(shape).join(" or ") : s.enum ? s.enum.join(" | ") : s.type === "array" ? `[${shape(s.items ?? {})}]`
  : s.properties ? `{${Object.entries(s.properties).map(([name, of]) => `${name}${(s.required ?? []).includes(name) ? "" : "?"}: ${shape(of)}`).join(", ")}}` : s.additionalProperties ? `{any: ${shape(s.additionalProperties)}}` : s.type ?? "any";
const answered = (operation) => Object.entries(operation.responses["200"]?.content ?? {}).slice(0, 1).map(([type, { schema }]) => `Answer: \`${type === "application/json" ? shape(schema) : type}\``);
const paths = Object.entries(described.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => {
  const lines = [`### ${method.toUpperCase()} ${path}`, "", `${operation.summary ?? ""}.`, ...(operation.parameters?.filter((p) => p.$ref).length > 20 ? ["", "All conditions, and:"] : []), "", ...own(operation), "", ...answered(operation)];
  return lines.join("\n").trimEnd();
}));
writeFileSync("../docs/api.md", [
  "# The interface of casus serve", "",
  "Made from `web/src/openapi.json` by `web/build.mjs`; a running server gives it as `/api/openapi.json`. Answers are JSON; what went wrong is",
  "`{\"error\": \"...\"}` with status 400 (asked wrongly), 403 (refused: docs/serve.md), 404, or 500. A POST needs the header `X-Casus: 1`.", "",
  "## Conditions", "", "The same as those of `casus query` (docs/query.md), as parameters of the address: `/api/records?type=ASSAULT&country=SYR`.", "",
  ...conditions.map((p) => `- \`${p.name}\`: ${p.description ?? ""}`), "", "## Calls", "", paths.join("\n\n"), "", "## What answers are made of", "", "A ? marks what is left out where there is nothing to say; docs/records.md says what the fields mean.", "",
  ...Object.entries(described.components.schemas).map(([name, s]) => `- **${name}**: \`${shape(s)}\``), ""].join("\n"));

const hash = createHash("sha256");
for (const file of [...files("src"), "build.mjs", "provinces.mjs", "package.json", "package-lock.json", "tsconfig.json"]) {
  const bytes = readFileSync(file);
  hash.update(`${file} ${bytes.length}\n`);
  hash.update(bytes);
}
writeFileSync("dist/MADE-FROM", hash.digest("hex") + "\n");
