// main.mjs: runs what the other files check, on a database made for it. See run.sh.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDatabase } from "./data.mjs";
import { check, openBrowser, serve, skip, tally } from "./harness.mjs";
import { testOverview } from "./overview.mjs";
import { testReading } from "./reading.mjs";
import { testFiles } from "./files.mjs";
import { testHostile } from "./hostile.mjs";
import { testLooks } from "./looks.mjs";
import { takeShots } from "./shots.mjs";

const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";
const full = process.argv.includes("--full"), shots = process.argv.includes("--shots") ? process.argv[process.argv.indexOf("--shots") + 1] : undefined;
const casus = process.env.CASUS, root = process.env.CASUS_SOURCE, folder = mkdtempSync(join(tmpdir(), "casus-page."));
let server, browser;
try {
  const { database, shared } = makeDatabase(casus, root, folder, full || shots ? 5000 : 400);
  if (!shared) skip("../shared is absent: the page is tested on the examples alone");
  server = await serve(casus, database, ["--write"]);
  browser = await openBrowser();
  const world = { casus, root, folder, database, server, browser, full };
  for (const test of shots ? [(w) => takeShots(w, shots)] : [testOverview, testReading, testFiles, testHostile, testLooks].filter((t) => !only || t.name.toLowerCase().includes(only))) await test(world);
} catch (problem) {
  await check("the page can be tested", () => { throw problem; });
} finally {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
process.exit(tally.failed ? 1 : 0);
