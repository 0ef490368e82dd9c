// build.mjs: the page's own files from src/ into dist/, which the program holds. `npm run build`; dist/ is committed, with
// dist/MADE-FROM, a hash over what it was made from, so that tests can tell an old one.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

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
copyFileSync("node_modules/world-atlas/countries-50m.json", "dist/world.json");

const hash = createHash("sha256");
for (const file of [...files("src"), "build.mjs", "package.json", "package-lock.json", "tsconfig.json"]) {
  const bytes = readFileSync(file);
  hash.update(`${file} ${bytes.length}\n`);
  hash.update(bytes);
}
writeFileSync("dist/MADE-FROM", hash.digest("hex") + "\n");
