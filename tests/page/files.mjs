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

// What a view lists, as files of it.
async function testLists({ page, show }, origin) {
  const { nodes, links } = await (await fetch(origin + "/api/network?limit=1")).json(), { records } = await (await fetch(origin + "/api/records?kind=event&limit=1")).json();
  const views = { claims: "#/claims", truces: "#/truces", search: "#/search?text=forces", incident: "#/incident/" + records[0].id, actor: "#/actor/" + encodeURIComponent(nodes[0].id),
    dyad: "#/dyad/" + encodeURIComponent(`${links[0].source}|${links[0].target}`), article: "#/read/" + records[0].doc };
  for (const [name, hash] of Object.entries(views))
    await check(`what ${name} shows is saved as CSV and JSONL`, async () => {
      await show(hash);
      await page.waitForSelector(".menu summary");
      for (const kind of ["jsonl", "csv"]) {
        if (!await page.locator(".menu[open]").count()) await page.locator(".menu summary").first().click();
        const { bytes } = await saved(page, () => page.locator(".menu li > *", { hasText: new RegExp(`^${kind}$`) }).first().click()), lines = bytes.toString().trim().split(/\r?\n/);
        must(lines.length > (kind === "csv" ? 1 : 0), `${kind}: nothing in it`);
        if (kind === "jsonl") for (const line of lines) JSON.parse(line);
        else must(/^[a-z_ ]+,/i.test(lines[0]), "no heads: " + lines[0].slice(0, 80));
      }
    });
  await check("bars and lanes are saved as pictures, too", async () => {
    for (const [hash, label] of [["#/overview", "Types: save as "], ["#/truces", "Save as "]]) {
      await show(hash);
      const button = (kind) => page.getByRole("button", { name: label + kind, exact: true }).first();
      const svg = await saved(page, () => button("SVG").click()), png = await saved(page, () => button("PNG").click());
      must(/^<svg[^>]+xmlns=/.test(svg.bytes.toString()) && !/var\(--/.test(svg.bytes.toString()), svg.bytes.toString().slice(0, 80));
      must(png.bytes.readUInt32BE(0) === 0x89504e47 && png.bytes.length > 1000, "no PNG");
    }
  });
  await check("pasted text's records are saved", async () => {
    await show("#/paste");
    await page.getByRole("button", { name: "An example" }).click();
    await page.waitForSelector(".reading .menu summary");
    await page.locator(".reading .menu summary").click();
    const { bytes } = await saved(page, () => page.locator(".menu button", { hasText: /^jsonl$/ }).click());
    must(bytes.toString().trim().split("\n").map((l) => JSON.parse(l)).some((r) => r.kind === "event"), "no event");
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

// What is wrong with VALUE by SCHEMA: so much of JSON Schema as openapi.json uses. What it does not name is wrong, too: all shall be described.
function faultsOf(value, schema, root, at = "") {
  if (schema.$ref) return faultsOf(value, schema.$ref.slice(2).split("/").reduce((o, k) => o[k], root), root, at);
  if (schema.anyOf) return schema.anyOf.some((one) => !faultsOf(value, one, root, at).length) ? [] : [`${at}: none of what it may be: ${JSON.stringify(value).slice(0, 120)}; ${schema.anyOf.map((one) => faultsOf(value, one, root, at)[0]).join("; ")}`];
  if (schema.enum) return schema.enum.includes(value) ? [] : [`${at}: ${JSON.stringify(value)} is none of ${schema.enum}`];
  const is = { object: (v) => v !== null && typeof v === "object" && !Array.isArray(v), array: Array.isArray, string: (v) => typeof v === "string", integer: Number.isInteger, number: (v) => typeof v === "number", boolean: (v) => typeof v === "boolean" }[schema.type];
  if (!is?.(value)) return [`${at}: ${JSON.stringify(value)?.slice(0, 60)} is no ${schema.type}`];
  if (schema.pattern && !new RegExp(schema.pattern).test(value)) return [`${at}: '${value}' is not as ${schema.pattern}`];
  if (schema.type === "array") return value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity) ? [`${at}: ${value.length} items`] : value.flatMap((v, i) => faultsOf(v, schema.prefixItems?.[i] ?? schema.items, root, `${at}[${i}]`));
  if (schema.type !== "object") return [];
  return [...(schema.required ?? []).filter((k) => !(k in value)).map((k) => `${at}.${k} is missing`),
    ...Object.entries(value).flatMap(([k, v]) => { const own = schema.properties?.[k] ?? schema.additionalProperties; return own ? faultsOf(v, own, root, `${at}.${k}`) : [`${at}.${k} is not described`]; })];
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
      const text = await answer.text();
      must(answer.status === 200, `status ${answer.status}: ${text.slice(0, 200)}`);
      const content = methods.get.responses["200"].content, type = Object.keys(content).find((t) => answer.headers.get("content-type").startsWith(t.split(";")[0]));
      must(type, answer.headers.get("content-type"));
      if (type !== "application/json") return;
      const faults = faultsOf(JSON.parse(text), content[type].schema, described);
      must(!faults.length, [...new Set(faults)].slice(0, 5).join("\n"));
    });
  }
  await check("articles, actors and many records are as the interface describes them", async () => {
    const schema = (path) => described.paths[path].get.responses["200"].content["application/json"].schema, faults = [];
    const look = async (path, call) => { const answer = await (await fetch(origin + call)).json(); faults.push(...faultsOf(answer, schema(path), described, call)); return answer; };
    for (const query of ["limit=500", "kind=relation&limit=200", "killed=1&limit=100", "sort=-confidence&limit=300"]) await look("/api/records", "/api/records?" + query);
    for (const doc of new Set((await look("/api/records", "/api/records?limit=60&sort=-date")).records.map((r) => r.doc))) await look("/api/document/{id}", "/api/document/" + doc);
    for (const { id } of (await look("/api/network", "/api/network?limit=30")).nodes.slice(0, 20)) await look("/api/actor/{id}", "/api/actor/" + encodeURIComponent(id));
    for (const { id } of (await look("/api/records", "/api/records?kind=event&limit=25")).records) await look("/api/incident/{id}", "/api/incident/" + id);
    must(!faults.length, [...new Set(faults)].slice(0, 8).join("\n"));
  });
  await check("each condition and other parameter that is described is understood", async () => {
    const values = { dyad: "A,B", kind: "event", type: "ASSAULT", mode: "aerial", context: "military", quad: "4", relation: "backs", factuality: "actual", about: "ceasefire", box: "1,2,3,4", near: "1,2,30", from: "2020", to: "2020-02", on: "2020-02-03",
      confidence: "0.5", killed: "1", limit: "2", offset: "1", sort: "-date", by: "month", id: "0".repeat(24), incident: "0".repeat(24), since: "1", all: "1", format: "csv", country: "SYR" };
    const wrong = [];
    for (const [path, { get }] of Object.entries(described.paths))
      for (const p of get?.parameters ?? []) {
        const { name, in: where } = p.$ref ? p.$ref.slice(2).split("/").reduce((o, k) => o[k], described) : p;
        if (where !== "query") continue;
        const query = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(queries[path] ?? "")), limit: "1", [name]: values[name] ?? "x" });
        if (["/api/suggest", "/api/judgements", "/api/news"].includes(path)) query.delete("limit");
        const answer = await fetch(`${origin}${path.replace("{id}", encodeURIComponent(ids[path] ?? ""))}?${query}`);
        if (answer.status !== 200) wrong.push(`${path}?${query}: ${answer.status} ${(await answer.text()).slice(0, 100)}`);
      }
    must(!wrong.length, wrong.slice(0, 5).join("\n"));
  });
  await check("every route of the program is described", async () => {
    const source = readFileSync(process.env.CASUS_SOURCE + "/cli/serve.c", "utf8"), routes = [...source.matchAll(/\{WEB_(GET|POST), "([^"]+)"/g)];
    must(routes.length > 15, "no routes found");
    for (const [, method, path] of routes) must(described.paths[path.endsWith("/") ? path + "{id}" : path]?.[method.toLowerCase()], `${method} ${path} is not described`);
  });
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
  await testLists(view, server.origin);
  await testInterface(server.origin);
  await check("nothing went wrong behind files", () => must(!view.faults.length, view.faults.join("\n")));
  await view.close();
}
