// files.mjs: files of views, and the interface as openapi.json describes it.
import { readFileSync } from "node:fs";
import { check, must, openPage } from "./harness.mjs";

async function saved(page, work) {
  const [download] = await Promise.all([page.waitForEvent("download"), work()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function testCharts({ page, show }) {
  await check("charts are saved as SVG, PNG and CSV", async () => {
    await show("#/overview");
    for (const title of ["Events in time", "Places", "Who with and against whom"]) {
      const button = (kind) => page.getByRole("button", { name: `${title}: save as ${kind}`, exact: true });
      const svg = await saved(page, () => button("SVG").click()), png = await saved(page, () => button("PNG").click()), csv = await saved(page, () => button("CSV").click());
      must(/^<svg[^>]+xmlns=/.test(svg.bytes.toString()) && !/var\(--/.test(svg.bytes.toString()), `${title}: ${svg.bytes.toString().slice(0, 80)}`);
      must(svg.name.endsWith(".svg") && png.name.endsWith(".png") && csv.name.endsWith(".csv"), "names");
      must(png.bytes.readUInt32BE(0) === 0x89504e47 && png.bytes.length > 2000, `${title}: no PNG`);
      must(csv.bytes.toString().split("\r\n").length > 2, `${title}: no rows`);
    }
  });
}

async function testRecords({ page, show }, origin) {
  await check("records are saved as CSV and JSONL", async () => {
    await show("#/records?type=ASSAULT");
    await page.locator(".menu summary").click();
    const { total } = await (await fetch(origin + "/api/records?limit=0&type=ASSAULT")).json();
    const jsonl = await saved(page, () => page.locator(".menu a", { hasText: "jsonl" }).click());
    must(jsonl.bytes.toString().trim().split("\n").map((l) => JSON.parse(l)).filter((r) => r.event_type === "ASSAULT").length === total, "not all of them");
    const csv = await saved(page, () => page.locator(".menu a", { hasText: /^csv$/ }).click());
    must(csv.name === "casus-csv.csv" && csv.bytes.length > 100, csv.name);
  });
}

// Each path of the document is answered with its own example, and says what it should.
async function testInterface(origin) {
  const described = await (await fetch(origin + "/api/openapi.json")).json();
  const { records } = await (await fetch(origin + "/api/records?limit=1")).json();
  const ids = { "/api/document/{id}": records[0].doc, "/api/actor/{id}": "Houthis", "/api/incident/{id}": records[0].id };
  const queries = { "/api/count": "by=month,type", "/api/documents": "text=forces", "/api/suggest": "q=For", "/api/export": "format=csv&limit=5" };
  for (const [path, methods] of Object.entries(described.paths)) {
    if (!methods.get) continue;
    await check(`the interface answers ${path}`, async () => {
      const answer = await fetch(origin + path.replace("{id}", encodeURIComponent(ids[path] ?? "")) + "?" + (queries[path] ?? ""));
      must(answer.status === 200, `status ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
      must(Object.keys(methods.get.responses["200"].content).some((type) => answer.headers.get("content-type").startsWith(type.split(";")[0])), answer.headers.get("content-type"));
    });
  }
  await check("what is asked wrongly is told", async () => {
    for (const bad of ["records?nonsense=1", "count", "records?from=yesterday", "export?format=exe"]) {
      const answer = await fetch(`${origin}/api/${bad}`);
      must(answer.status === 400 && (await answer.json()).error, `${bad}: ${answer.status}`);
    }
    must((await fetch(origin + "/api/document/000000000000000000000000")).status === 404, "a document that is not there");
  });
}

export async function testFiles({ browser, server }) {
  const view = await openPage(browser, server.origin);
  await testCharts(view);
  await testRecords(view, server.origin);
  await testInterface(server.origin);
  await check("nothing went wrong behind files", () => must(!view.faults.length, view.faults.join("\n")));
  await view.close();
}
