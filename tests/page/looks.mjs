// looks.mjs: every view at both widths in both colours: axe finds nothing serious, nothing is wider than the window; and all by keyboard.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { check, must, openPage } from "./harness.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function viewsOf(origin) {
  const { documents } = await (await fetch(origin + "/api/documents?text=Marib+Arada")).json();
  const { records } = await (await fetch(`${origin}/api/document/${documents[0].id}`)).json();
  const { nodes, links } = await (await fetch(origin + "/api/network?limit=1")).json();
  return { overview: "#/overview", records: "#/records?type=ASSAULT", claims: "#/claims", truces: "#/truces", read: `#/read/${documents[0].id}?record=${records[0].id}`,
    actor: "#/actor/" + encodeURIComponent(nodes[0].id), dyad: "#/dyad/" + encodeURIComponent(`${links[0].source}|${links[0].target}`), search: "#/search?text=forces", paste: "#/paste",
    incident: "#/incident/" + records[0].id, empty: "#/overview?from=1900-01-01&to=1900-01-02", wrong: "#/read/nothing" };
}

async function serious(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 140)).join(" | ")}`);
}

async function look(world, views, size, dark) {
  const view = await openPage(world.browser, world.server.origin, { ...size, dark });
  for (const [name, hash] of Object.entries(views))
    await check(`${name}, ${size.width} wide, ${dark ? "dark" : "light"}`, async () => {
      await view.show(hash);
      const faults = await serious(view.page), wide = await view.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      must(!faults.length, faults.join("\n"));
      must(wide <= 0, `wider than the window by ${wide}`);
    });
  await view.close();
}

async function testKeyboard({ browser, server }) {
  await check("all is reached by keyboard alone", async () => {
    const { page, show, close } = await openPage(browser, server.origin);
    await show("#/overview");
    await page.keyboard.press("Tab");
    must(await page.evaluate(() => document.activeElement.className) === "skip", "the first stop is not the way to the content");
    const stops = new Set();
    for (let i = 0; i < 120; i++) {
      stops.add(await page.evaluate(() => { const e = document.activeElement; return e.getAttribute("aria-label") || e.textContent.trim().slice(0, 30) || e.tagName; }));
      await page.keyboard.press("Tab");
    }
    for (const stop of ["Records", "Search", "Events in time: save as SVG", "Closer"]) must(stops.has(stop), `${stop} is not reached`);
    await page.locator('section[aria-label="Types"] .bars button').first().focus();
    await page.keyboard.press("Enter");
    must(/type=/.test(page.url()), "Enter on a bar does nothing");
    await close();
  });
}

export async function testLooks(world) {
  const views = await viewsOf(world.server.origin), wide = { width: 1280, height: 900 }, narrow = { width: 390, height: 844 };
  const { overview, read, truces } = views;
  const looks = world.full ? [[wide, false, views], [wide, true, views], [narrow, false, views], [narrow, true, views]] : [[wide, false, { overview, read, truces }], [narrow, true, views]];
  for (const [size, dark, shown] of looks) await look(world, shown, size, dark);
  await testKeyboard(world);
}
