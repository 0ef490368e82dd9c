// speed.mjs: how fast the page is in Chromium on a database that is there: CASUS=build/casus node tests/page/speed.mjs FILE [VIEWS]
//
// First view: milliseconds from the start of the navigation, in a browser that has nothing of the page, to the frame in which all charts of
// the overview are drawn; the first one with a server just started. Filters: from the click to the frame in which all charts are drawn anew; first what
// the server was not asked before, then the worse of two times that it was.
import { check, openBrowser, openPage, serve, tally } from "./harness.mjs";

const DRAWN = ["section[aria-label='Events in time'] rect.bar, section[aria-label='Events in time'] rect[height]", ".map .land", ".map .spot", ".node", "section[aria-label=Types] .bar", "section[aria-label=Newest] .record"];

// The page's own clock when all is drawn: looked at before each frame, so to a sixtieth of a second.
const drawn = (page, from) => page.evaluate(([selectors, start]) => new Promise((done) => {
  const look = () => {
    const busy = document.querySelector('[aria-busy="true"], .waiting') || performance.now() < start;
    if (busy || !selectors.every((s) => document.querySelector(s))) requestAnimationFrame(look);
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

const HASHES = ["#/overview?type=ASSAULT", "#/overview?type=ASSAULT&country=SYR", "#/overview?country=SYR", "#/overview?from=2014-01-01&to=2014-12-31", "#/overview?actor=Russia",
  "#/overview?on=2014-08-01", "#/overview?stack=type", "#/overview?confidence=0.8", "#/overview?factuality=planned", "#/overview?text=ceasefire", "#/overview"];

const [database, views = "5"] = process.argv.slice(2), server = await serve(process.env.CASUS ?? "build/casus", database), browser = await openBrowser();
await check("speed", async () => {
  for (let i = 0; i < Number(views); i++) {
    const { ms, calls } = await firstView(browser, server.origin);
    console.log(`${ms.toFixed(0).padStart(6)} ms  first view${i ? "" : ", the server just started"}`);
    if (process.argv.includes("--calls")) for (const c of calls) console.log(`${c.from.toFixed(0).padStart(12)} +${c.ms.toFixed(0)} ${c.name}`);
  }
  const { page, close } = await openPage(browser, server.origin);
  await page.goto(server.origin + "/");
  await drawn(page, 0);
  for (const hash of HASHES) {
    const times = [];
    for (let i = 0; i < 3; i++) {
      times.push(await filter(page, hash));
      await filter(page, "#/overview?type=AID");
    }
    console.log(`${times[0].toFixed(0).padStart(6)} ms, again ${Math.max(times[1], times[2]).toFixed(0).padStart(4)} ms  ${hash}`);
  }
  await close();
});
await browser.close();
await server.stop();
process.exit(tally.failed ? 1 : 0);
