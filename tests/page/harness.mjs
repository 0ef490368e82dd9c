// harness.mjs: a server, a browser that watches for what must never be, and counting of checks.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { chromium } from "playwright-core";

export const tally = { passed: 0, failed: 0, skipped: 0 };

export async function check(name, work) {
  try {
    await work();
    tally.passed++;
  } catch (problem) {
    tally.failed++;
    console.log(`FAILED: ${name}: ${String(problem?.message ?? problem).split("\n").slice(0, 6).join("\n    ")}`);
  }
}

export function skip(what) {
  tally.skipped++;
  console.log("skipped: " + what);
}

export function must(is, what) {
  if (!is) throw new Error(what);
}

const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, "127.0.0.1", () => { const { port } = probe.address(); probe.close(() => done(port)); });
});

export async function serve(casus, database, options = []) {
  const port = await freePort(), child = spawn(casus, ["serve", ...options, database, "--port", String(port)], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  await new Promise((done, failed) => {
    child.stderr.on("data", (bytes) => { said += bytes; if (/ctrl-C/.test(said)) done(); });
    child.on("exit", (code) => failed(new Error(`casus serve ended with ${code}: ${said}`)));
  });
  const stop = () => new Promise((done) => { child.once("exit", done); child.kill("SIGTERM"); });
  return { port, origin: `http://localhost:${port}`, pid: child.pid, stop };
}

// What a page must never do: errors on the console, breaches of its policy, requests to anywhere else, dialogs, scripts of texts.
function watch(page, origin, faults) {
  page.on("console", (m) => { if (m.type() === "error" || /Content Security Policy/i.test(m.text())) faults.push("console: " + m.text()); });
  page.on("pageerror", (e) => faults.push("error: " + e.message));
  page.on("dialog", (d) => { faults.push("dialog: " + d.message()); d.dismiss(); });
  page.on("request", (r) => { if (!/^(data|blob):/.test(r.url()) && !r.url().startsWith(origin + "/")) faults.push("request: " + r.url()); });
}

export async function openBrowser() {
  const path = process.env.CHROMIUM || "/usr/bin/chromium";
  return chromium.launch({ executablePath: path, args: ["--no-sandbox", "--headless=new", "--disable-gpu", "--disable-dev-shm-usage"] });
}

export async function openPage(browser, origin, { width = 1280, height = 900, dark = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce", acceptDownloads: true });
  const page = await context.newPage(), faults = [];
  page.setDefaultTimeout(20_000);
  watch(page, origin, faults);
  const show = async (hash) => {
    if (page.url().startsWith(origin)) await page.evaluate((h) => { location.hash = h; }, hash);
    else await page.goto(origin + "/#" + hash.replace(/^#/, ""));
    await settled(page);
  };
  return { page, faults, show, close: () => context.close() };
}

// All that was asked for is there.
export async function settled(page) {
  await page.waitForTimeout(60);
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .waiting') && document.querySelector("main"));
}
