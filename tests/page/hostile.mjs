// hostile.mjs: articles that would do harm if any of their text were taken for more than text.
import { HOSTILE } from "./data.mjs";
import { check, must, openPage, settled } from "./harness.mjs";

async function unharmed(page, faults, name) {
  must(await page.evaluate(() => window.hacked) === undefined, `${name}: a script of the text ran`);
  must(await page.evaluate(() => document.querySelectorAll("main script, main img, main iframe, [onload], [onerror], [onmouseover]").length) === 0, `${name}: the text became elements`);
  const links = await page.evaluate(() => [...document.querySelectorAll("main a")].map((a) => a.href?.baseVal ?? a.href));
  must(links.every((l) => /^(https?:|#)/.test(l)), `${name}: a link to ${links.find((l) => !/^(https?:|#)/.test(l))}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  must(wide <= 0, `${name}: wider than the window by ${wide}`);
  must(!faults.length, `${name}: ${faults.join("\n")}`);
}

export async function testHostile({ browser, server }) {
  const view = await openPage(browser, server.origin, { width: 390, height: 800 }), { page, faults, show } = view;
  const { records } = await (await fetch(`${server.origin}/api/records?from=2022-02-20&to=2022-03-06&limit=200`)).json();
  for (const { id } of HOSTILE)
    await check(`${id} does no harm`, async () => {
      const record = records.find((r) => r.document.source_id === id);
      must(record, "it has no record");
      await show(`#/read/${record.doc}?record=${record.id}`);
      await page.waitForSelector(".reading .record");
      await unharmed(page, faults, "read");
    });
  for (const hash of ["#/overview?from=2022-02-20&to=2022-03-06", "#/records?from=2022-02-20&to=2022-03-06", "#/search?text=Kharkiv", "#/truces", "#/claims?from=2022-02-20"])
    await check(`${hash} shows hostile texts as texts`, async () => {
      await show(hash);
      await unharmed(page, faults, hash);
    });
  await check("hostile words in the address and the paste box", async () => {
    for (const hash of ["#/actor/" + encodeURIComponent("<img src=x onerror=window.hacked=9>"), "#/search?text=" + encodeURIComponent('"<script>" NEAR( * - ^'), "#/dyad/%E0%A4%A|<b>"]) {
      await show(hash);
      must(await page.evaluate(() => window.hacked) === undefined, hash);
    }
    faults.length = 0; /* a refusal by the server is told on the console too */
    await show("#/paste");
    await page.locator("textarea").fill(HOSTILE[0].text + "\u202e👩‍👩‍👧‍👦" + "y".repeat(100_000));
    await page.locator("button[type=submit]").click();
    await page.waitForSelector(".reading");
    await unharmed(page, faults, "paste");
  });
  await settled(page);
  await view.close();
}
