// shots.mjs: pictures of the main views for the README: `CASUS=build/casus CASUS_SOURCE=$PWD sh tests/page/run.sh --shots docs/images`.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { check, openPage } from "./harness.mjs";
import { viewsOf } from "./looks.mjs";

export async function takeShots({ browser, server }, folder) {
  const views = await viewsOf(server.origin);
  mkdirSync(folder, { recursive: true });
  for (const [name, dark] of [["overview", false], ["read", false], ["truces", true], ["claims", false]])
    await check(`a picture of ${name}`, async () => {
      const { page, show, close } = await openPage(browser, server.origin, { dark, height: name === "overview" ? 1100 : 800 });
      await show(views[name]);
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(folder, name + ".jpg"), type: "jpeg", quality: 62 });
      await close();
    });
}
