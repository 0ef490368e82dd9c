// reading.mjs: the article with its marks, claims, truces, judging by keyboard, pasting.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleText } from "./data.mjs";
import { check, must, openPage, settled } from "./harness.mjs";

async function exampleDocument(origin) {
  const { documents } = await (await fetch(origin + "/api/documents?text=Marib+Arada")).json();
  return documents[0].id;
}

async function testText({ page, show }, origin) {
  const id = await exampleDocument(origin);
  await show("#/read/" + id);
  await check("the article is marked by colour and shape", async () => {
    for (const role of ["actor", "recipient", "trigger", "speaker", "place", "date"])
      must(await page.locator(`.text .body mark.${role}`).count() > 0, `no ${role} is marked`);
    const text = (await page.locator(".text .body").innerText()).replace(/\s+/g, " ");
    must(text.includes("He denied that the group had shelled the camp."), "the text is not whole");
  });
  await check("a record shows roles, rule, confidence, factuality, speaker", async () => {
    await page.keyboard.press("j");
    await page.waitForSelector(".record.selected .arcs path");
    const selected = page.locator(".record.selected");
    must(/:\d+|\w/.test(await selected.locator(".rule").innerText()), "no rule");
    must(/\d+ %/.test(await selected.locator(".sure").innerText()), "no confidence");
    must(await page.locator(".record .mark-negated, .record .mark-planned, .record .mark-possible").count() > 0, "no factuality");
    must(await page.locator(".record .said").count() > 0, "no speaker");
    must(page.url().includes("record="), "the address does not name the record");
  });
  await check("a sentence leads to its record by keyboard", async () => {
    await page.keyboard.press("Escape");
    await page.locator(".sentence").nth(1).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".record.selected");
    must(await page.locator(".sentence.here").count() > 0, "the sentence is not shown");
  });
  return id;
}

async function testJudging({ page, show }, { server, folder, casus, database }, id) {
  await check("records are judged by keyboard", async () => {
    await show("#/read/" + id);
    for (const key of ["j", "1", "j", "2"]) {
      await page.keyboard.press(key);
      await page.waitForTimeout(200);
    }
    await page.waitForSelector(".record.judged-right");
    await page.waitForSelector(".record.judged-wrong");
    await page.keyboard.press("j");
    await page.waitForTimeout(100);
    await page.keyboard.press("3");
    await page.waitForFunction(() => document.activeElement.matches(".record.selected .change select"));
    await page.keyboard.type("AID");
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await page.keyboard.type("a note");
    await page.keyboard.press("Enter");
    await page.keyboard.press("3");
    await page.waitForSelector(".record.judged-changed");
    must(await page.evaluate(() => document.activeElement === document.body), "the keys of the records are caught by a field");
    const before = page.url();
    await page.keyboard.press("k");
    must(page.url() !== before, "k does not lead on after a note");
  });
  await check("judgements outlive the page", async () => {
    await page.reload();
    await settled(page);
    await page.waitForSelector(".record");
    const gold = await (await fetch(server.origin + "/api/judgements?all=1")).text();
    must(gold.trim().split("\n").length === 3 && gold.includes("a note") && gold.includes('"AID"'), gold.slice(0, 300));
  });
  await check("what was judged is gold that casus eval reads", async () => {
    const gold = join(folder, "gold.jsonl"), output = join(folder, "output.jsonl");
    writeFileSync(gold, await (await fetch(server.origin + "/api/judgements")).text());
    writeFileSync(output, spawnSync(casus, ["export", "--db", database, "--to", "jsonl"], { encoding: "utf8", maxBuffer: 1 << 28 }).stdout);
    const { status, stdout, stderr } = spawnSync(casus, ["eval", gold, output], { encoding: "utf8", maxBuffer: 1 << 26 });
    must(status === 0 && /AID/.test(stdout), `exit status ${status}: ${stderr || stdout}`.slice(0, 400));
  });
}

async function testSides({ page, show }) {
  await check("rival accounts stand side by side", async () => {
    await show("#/claims");
    must(await page.locator("main .sides .side").count() >= 2, "no two sides");
    must(/Abdul-Salam|own voice/.test(await page.locator("main").innerText()), "no speaker");
  });
  await check("a truce is a lane for each party", async () => {
    await show("#/truces");
    must(await page.locator('section[aria-label="Truce"] .lane').count() >= 2, "fewer than two lanes");
    must(await page.locator('section[aria-label="Truce"] svg .event').count() >= 1, "nothing happens on them");
  });
}

async function testIncident({ page, show }, origin) {
  await check("an incident tells who says what, and why they are one", async () => {
    const { incidents } = await (await fetch(origin + "/api/incidents")).json(), { records } = await (await fetch(origin + "/api/records?kind=event&limit=1")).json();
    await show("#/incident/" + (incidents[0]?.id ?? records[0].id));
    must(await page.locator('section[aria-label="Incident"] .record').count() >= (incidents[0] ? 2 : 1), "too few accounts");
    if (!incidents[0]) return must(/No other text tells of it/.test(await page.locator("main").innerText()), "it is not said that nobody else tells it");
    must(await page.locator('section[aria-label="Why together"] li').count() >= 2, "no reasons");
    must(/told it first/.test(await page.locator('section[aria-label="Why together"]').innerText()), "nobody told it first");
  });
}

async function testPaste({ page, show }, root) {
  await check("pasted text is coded at once", async () => {
    await show("#/paste");
    await page.locator("textarea").fill(exampleText(root));
    await page.locator("button[type=submit]").click();
    await page.waitForSelector(".reading .record");
    must(await page.locator(".reading .record").count() > 5, "few records");
    must(await page.locator(".reading mark.trigger").count() > 3, "few marks");
  });
}

export async function testReading(world) {
  const view = await openPage(world.browser, world.server.origin);
  const id = await testText(view, world.server.origin);
  await testSides(view);
  await testIncident(view, world.server.origin);
  await testJudging(view, world, id);
  await testPaste(view, world.root);
  await check("nothing went wrong behind the reading view", () => must(!view.faults.length, view.faults.join("\n")));
  await view.close();
}
