// overview.mjs: charts that filter each other, the address that holds the filters, and the way to the sentences and back.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FILTERS, withSource } from "./filters.mjs";
import { check, must, openPage, settled } from "./harness.mjs";

const total = async (origin, query) => (await (await fetch(`${origin}/api/records?limit=0&${query}`)).json()).total;
const query = (page) => new URLSearchParams(page.url().split("?")[1] ?? "");
const shown = async (page) => Number((await page.locator("section[aria-label=Newest] header a").innerText()).replace(/\D/g, ""));

// Filters that the server was not asked before: all charts settle, and there are as many records as the command finds in the database itself.
async function testFilters({ page, show }, { server, casus, database, full }) {
  const every = await withSource(FILTERS.filter((f) => f), server.origin);
  for (const text of full ? every : every.slice(0, 4))
    await check(`the filter ${text}`, async () => {
      await show("#/overview?" + text);
      const conditions = [...new URLSearchParams(text)].filter(([name]) => !["on", "stack", "step"].includes(name)).map(([name, value]) => `${name}${name === "confidence" ? ">=" : "="}${value}`);
      const { stdout, stderr } = spawnSync(casus, ["query", "--db", database, "-f", "jsonl", "--count", "factuality", ...conditions], { encoding: "utf8" });
      const found = stdout.trim().split("\n").filter((l) => l).reduce((n, l) => n + JSON.parse(l).records, 0);
      must(await shown(page) === found, `${await shown(page)} records, the command finds ${found} ${stderr}`);
      must(await page.locator(".error").count() === 0, "an error is told");
    });
}

export async function testOverview(world) {
  const { browser, server, casus, database, folder } = world;
  const { page, faults, show, close } = await openPage(browser, server.origin);
  await show("#/overview");

  await testFilters({ page, show }, world);
  await show("#/overview");
  await check("the overview has its charts", async () => {
    for (const name of ["Events in time", "Places", "Who with and against whom", "Types", "Truces", "Newest"])
      must(await page.locator(`section[aria-label="${name}"]`).count() === 1, `there is no ${name}`);
    must(await page.evaluate(() => [...document.querySelectorAll('section[aria-label="Events in time"] .bars-of')].map((p) => p.getAttribute("d")).join("").split("M").length) > 3, "the time line has no bars");
    must(await page.locator(".map .spot").count() > 0 && await page.locator(".map .land").count() === 1, "the map has no places or no land");
    must(await page.locator(".node").count() > 1, "the network has no actors");
  });

  await check("a type filters the rest, and the address says so", async () => {
    await page.locator('section[aria-label="Types"] .bars button', { hasText: "ASSAULT" }).click();
    await settled(page);
    must(query(page).get("type") === "ASSAULT", page.url());
    must(await shown(page) === await total(server.origin, "type=ASSAULT"), "not as many records as the interface says");
  });

  await check("the map filters by place, the time line by days", async () => {
    await page.locator('section[aria-label="Places"] .note button').first().click();
    await settled(page);
    must(query(page).get("place") && query(page).get("type") === "ASSAULT", page.url());
    await page.locator(".chip", { hasText: "place" }).click();
    await settled(page);
    const box = await page.locator('section[aria-label="Events in time"] .brush .overlay').boundingBox();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.99, box.y + 60, { steps: 5 });
    await page.mouse.up();
    await settled(page);
    const q = query(page);
    must(/^\d{4}-\d\d-\d\d$/.test(q.get("from")) && q.get("from") <= q.get("to"), page.url());
    must(await shown(page) === await total(server.origin, q.toString().replace(/step=[^&]*&?/, "")), `not as many as the interface says for ${q}`);
  });

  await check("the address alone gives the same view", async () => {
    const other = await openPage(browser, server.origin);
    await other.page.goto(page.url());
    await settled(other.page);
    must(await shown(other.page) === await shown(page), "another count");
    must(await other.page.locator(".chip").count() === await page.locator(".chip").count(), "other filters");
    await other.close();
  });

  await check("back undoes a filter", async () => {
    await page.goBack();
    await settled(page);
    must(!query(page).get("from"), page.url());
  });

  await check("from a figure to the very sentence in two clicks, and back", async () => {
    await show("#/overview");
    const before = page.url();
    await page.locator('section[aria-label="Types"] .bars button').first().click();
    await settled(page);
    await page.locator('section[aria-label="Newest"] .source a').first().click();
    await page.waitForSelector(".sentence.here");
    must(page.url().includes("#/read/"), page.url());
    must(await page.locator(".record.selected .arcs").count() === 1, "the record is not open beside its sentence");
    await page.goBack();
    await page.goBack();
    await settled(page);
    must(page.url() === before, page.url());
  });

  // Each chart: a click filters or opens, the next opens the sentence; going back leads to where one was.
  const charts = {
    "a bar of the time line": async () => {
      const box = await page.locator('section[aria-label="Events in time"] .brush .overlay').boundingBox(), tall = await tallest();
      await page.mouse.move(box.x + tall, box.y + box.height - 3);
      must(/\d/.test(await page.locator('section[aria-label="Events in time"] .brush .overlay title').innerHTML()), "a bar does not tell what it is");
      await page.mouse.click(box.x + tall, box.y + box.height - 3);
      await settled(page);
      must(query(page).get("from") && query(page).get("to"), "a click on a bar chooses no days: " + page.url());
    },
    "a place on the map": async () => {
      const spot = page.locator(".map circle.spot").first();
      await spot.click({ force: true }); // another may lie over it
      await settled(page);
      must(query(page).get("place"), "a click on a place chooses none: " + page.url());
    },
    "a type": () => page.locator('section[aria-label="Types"] .bars button').first().click(),
    "a pair of the network": () => page.locator('section[aria-label="Who with and against whom"] .reach').first().click({ force: true }),
    "an actor of the network": () => page.locator('section[aria-label="Who with and against whom"] .node').first().click(),
  };
  // How far from the left the tallest bar of the time line stands.
  const tallest = () => page.evaluate(() => {
    const svg = document.querySelector('section[aria-label="Events in time"] svg'), left = svg.querySelector(".overlay").getBBox().x;
    const tops = [...svg.querySelectorAll(".bars-of")].flatMap((p) => [...p.getAttribute("d").matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)/g)].map((m) => m.slice(1).map(Number)));
    const [x, , wide] = tops.sort((a, b) => a[1] - b[1])[0];
    return x + wide / 2 - left;
  });
  for (const [name, click] of Object.entries(charts))
    await check(`from ${name} to the very sentence in two clicks, and back`, async () => {
      await show("#/overview");
      await page.evaluate(() => scrollTo(0, 0)); // nothing lies under the page's head
      await page.waitForTimeout(100);
      const before = page.url();
      await click();
      await settled(page);
      await page.locator(".record .source a").first().click();
      await page.waitForSelector(".sentence.here");
      await page.goBack();
      await page.goBack();
      await settled(page);
      must(page.url() === before, page.url());
    });

  await check("the network opens actors and pairs", async () => {
    await show("#/overview");
    await page.locator('section[aria-label="Who with and against whom"] .node').first().click();
    await settled(page);
    must(page.url().includes("#/actor/"), page.url());
    must(await page.locator('section[aria-label="What it does"]').count() === 1, "no deeds");
    must((await page.locator("h1").innerText()).length > 0, "no name");
    const pair = page.locator('section[aria-label="With whom"] a').first();
    await pair.click();
    await settled(page);
    must(page.url().includes("#/dyad/"), page.url());
    must(await page.locator(".record").count() > 0, "the pair has no records");
    must(await page.locator("h2 .to").count() === 2, "the page of the pair does not say who does what to whom");
  });

  await check("the network knows days", async () => {
    await show("#/overview");
    await page.getByLabel("Ties on").fill("2021-03-18");
    await page.getByLabel("Ties on").blur();
    await settled(page);
    must(query(page).get("on") === "2021-03-18", page.url());
    must(/Ties on 2021-03-18/.test(await page.locator('section[aria-label="Who with and against whom"] .note').innerText()), "the day is not told");
    const { nodes, links } = await (await fetch(server.origin + "/api/network?on=2021-03-18&from=2020-03-18&to=2021-03-18")).json(), names = new Set(nodes.map((n) => n.id));
    must(links.every((l) => names.has(l.source) && names.has(l.target)) && links.every((l) => l.cooperation + l.conflict > 0 || l.ties.length > 0), "a line without ends, or for nothing");
  });

  await check("what was added since the last visit is told once", async () => {
    await show("#/overview");
    must(await page.locator(".since").count() === 0, "told at the first visit");
    const extra = join(folder, "later.txt");
    writeFileSync(extra, "date 2023-05-01\n\nKHARTOUM, May 1 - Sudanese warplanes bombed Omdurman on Monday, killing 12 people.\n");
    must(spawnSync(casus, ["add", "--db", database, extra]).status === 0, "casus add");
    await page.reload();
    await settled(page);
    await page.locator(".since summary").click();
    must(/1 document/.test(await page.locator(".since summary").innerText()), await page.locator(".since summary").innerText());
    must(/Omdurman/.test(await page.locator(".since").innerText()), "not the new one");
    await page.locator(".since button").click();
    await page.reload();
    await settled(page);
    must(await page.locator(".since").count() === 0, "told again");
  });

  await check("bars are stacked by type, the map shows heat", async () => {
    await page.getByRole("group", { name: "Stacked by" }).getByRole("button", { name: "type" }).click();
    await settled(page);
    must(query(page).get("stack") === "type", page.url());
    must(/assault/.test(await page.locator('section[aria-label="Events in time"] .legend').innerText()), "no types");
    await page.getByRole("button", { name: "Heat" }).click();
    must(await page.locator('.map circle[fill^="url(#heat"]').count() > 0, "no heat");
    must(await page.locator('.map circle[fill="url(#heat-ASSAULT)"]').count() > 0, "no heat of a type");
    await page.getByRole("button", { name: "Heat" }).click();
    const { points } = await (await fetch(server.origin + "/api/map")).json();
    const leads = (t) => points.some((p) => p.types[t] > 0 && Object.values(p.types).every((n) => n <= p.types[t]));
    for (const type of ["ASSAULT", "AID", "CONSULT"]) must(!leads(type) || await page.locator(`.map .spot.t-${type}`).count() > 0, `no place in the colour of ${type}`);
    must(points.every((p) => Object.values(p.types).reduce((a, n) => a + n, 0) === p.count), "types and kinds of a place are not as many");
  });

  await check("near views have the borders between provinces, far ones have not", async () => {
    await show("#/overview");
    must(await page.locator(".map .province").count() === 0, "in a view of the world");
    for (let i = 0; i < 8; i++) await page.getByRole("button", { name: "Closer" }).click();
    await page.waitForSelector(".map .province", { state: "attached" });
    const d = await page.locator(".map .province").getAttribute("d");
    must(d.length > 100 && d.length < 400_000, `not those in view alone: ${d.length}`);
  });

  await check("no name in the network covers another", async () => {
    const boxes = await page.locator(".names text").evaluateAll((all) => all.map((t) => t.getBoundingClientRect()).map((r) => [r.left + 2, r.top + 2, r.right - 2, r.bottom - 2]));
    must(boxes.length > 1, "no names");
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => must(!(a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]), "two names over each other")));
  });

  await check("chosen days are left by one button", async () => {
    await show("#/overview?from=2021-01-01&to=2021-12-31");
    await page.getByRole("button", { name: "all days" }).click();
    await settled(page);
    must(!query(page).get("from") && !query(page).get("to"), page.url());
  });

  await check("search suggests, by keyboard", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("Houthi", { delay: 20 });
    await page.waitForSelector('[role=option]');
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await settled(page);
    must(/#\/(actor|read|records)/.test(page.url()), page.url());
    await page.locator("#search").fill("ceasefire Marib");
    await page.locator("#search").press("Enter");
    await settled(page);
    must(await page.locator(".hits li").count() > 0, "no text found");
    must(await page.locator(".hits b").count() > 0, "no word marked");
  });

  await check("nothing went wrong behind the overview", () => must(!faults.length, faults.join("\n")));
  await close();
}
