// speed.mjs: how fast the page is in Chromium on a database that is there: CASUS=build/casus node tests/page/speed.mjs FILE [VIEWS]
//
// `of work`: processor time of the browser and the server, all threads, for the first of these.
// First view: milliseconds from the start of the navigation, in a browser that has nothing of the page, to the frame in which all charts of
// the overview are drawn; the first one with a server just started. Filters: from the click to the frame in which all charts are drawn anew; first what
// the server was not asked before, then the worse of two times that it was.
import { readFileSync } from "node:fs";
import { FILTERS, withSource } from "./filters.mjs";
import { check, openBrowser, openPage, serve, tally } from "./harness.mjs";

const DRAWN = ["section[aria-label='Events in time'] .bars-of[d^=M]", ".map .land", ".map .spot", ".node", "section[aria-label=Types] .bar", "section[aria-label=Newest] .record"];

// The page's own clock when all is drawn: looked at before each frame, so to a sixtieth of a second.
const drawn = (page, from) => page.evaluate(([selectors, start]) => new Promise((done, failed) => {
  const look = () => {
    const busy = document.querySelector('[aria-busy="true"], .waiting') || performance.now() < start;
    if (performance.now() > start + 20_000) failed(new Error("not all charts are drawn: a filter of nothing?"));
    else if (busy || !selectors.every((s) => document.querySelector(s))) requestAnimationFrame(look);
    else requestAnimationFrame(() => done(performance.now()));
  };
  look();
}), [DRAWN, from]);

async function firstView(browser, origin) {
  const { page, close } = await openPage(browser, origin);
  await page.goto(origin + "/", { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelector("main"), null, { polling: "raf" });
  const ms = await drawn(page, 0);
  const calls = await page.evaluate(() => performance.getEntriesByType("resource").map((r) => ({ name: r.name.replace(location.origin, ""), from: r.startTime, ms: r.duration })));
  await close();
  return { ms, calls };
}

async function filter(page, hash) {
  const from = await page.evaluate((h) => { const now = performance.now(); location.hash = h; return now; }, hash);
  return await drawn(page, from + 20) - from;
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

// Milliseconds of processors that the browser's processes and the server have had: hang less than the clock on what else the machine does.
async function worked(session) {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const ticks = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).map(Number);
  return processInfo.reduce((n, one) => n + one.cpuTime * 1000, (ticks[0] + ticks[1]) * 10);
}

const [database, views = "5"] = process.argv.slice(2), server = await serve(process.env.CASUS ?? "build/casus", database), browser = await openBrowser();
await check("speed", async () => {
  for (let i = 0; i < Number(views); i++) {
    const { ms, calls } = await firstView(browser, server.origin);
    console.log(`${ms.toFixed(0).padStart(6)} ms  first view${i ? "" : ", the server just started"}`);
    if (process.argv.includes("--calls")) for (const c of calls) console.log(`${c.from.toFixed(0).padStart(12)} +${c.ms.toFixed(0)} ${c.name}`);
  }
  const { page, close } = await openPage(browser, server.origin), session = await browser.newBrowserCDPSession(), all = { new: [], again: [] };
  await page.goto(server.origin + "/");
  await drawn(page, 0);
  for (const text of await withSource(FILTERS, server.origin)) {
    const times = [], before = await worked(session);
    times.push(await filter(page, "#/overview?" + text));
    const work = await worked(session) - before;
    for (let i = 0; i < 2; i++) {
      await filter(page, "#/overview?type=AID");
      times.push(await filter(page, "#/overview?" + text));
    }
    await filter(page, "#/overview?type=AID");
    all.new.push(times[0]);
    all.again.push(Math.max(times[1], times[2]));
    console.log(`${times[0].toFixed(0).padStart(6)} ms (${work.toFixed(0).padStart(3)} of work), again ${Math.max(times[1], times[2]).toFixed(0).padStart(4)} ms  ${text || "none"}`);
  }
  for (const [name, list] of Object.entries(all)) console.log(`${name === "new" ? "not asked before" : "asked before"}: median ${median(list).toFixed(0)} ms, slowest ${Math.max(...list).toFixed(0)} ms of ${list.length} filters`);
  await close();
});
await browser.close();
await server.stop();
process.exit(tally.failed ? 1 : 0);
