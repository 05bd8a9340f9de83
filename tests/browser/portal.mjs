// A portal of the test's own: the binary in demo mode on a free port with data in a folder that goes afterwards,
// and a real browser to look at it with.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const root = join(import.meta.dirname, "../..");
const binary = process.env.KLIPPKORT_BINARY ?? join(root, "target/debug/klippkort");
const axe = readFileSync(join(import.meta.dirname, "node_modules/axe-core/axe.min.js"), "utf8");

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Starts a portal; `stop` ends it and removes its data.
export async function portal(environment = {}) {
  if (!existsSync(binary)) throw new Error(`${binary} is not there: build it first`);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "klippkort-browser-"));
  const base = `http://localhost:${port}`;
  const child = spawn(binary, ["serve", "--demo"], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      KLIPPKORT_LISTEN: `127.0.0.1:${port}`,
      KLIPPKORT_ADDRESS: base,
      KLIPPKORT_DATA: join(folder, "data"),
      KLIPPKORT_KEY_FILE: join(folder, "klippkort.keys"),
      KLIPPKORT_LOG: "warn",
      ...environment,
    },
  });
  let log = "";
  child.stdout.on("data", (text) => (log += text));
  child.stderr.on("data", (text) => (log += text));
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the portal ended at once:\n${log}`);
    const up = await fetch(`${base}/healthz`).then((answer) => answer.ok, () => false);
    if (up) return { base, stop, log: () => log };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  throw new Error(`the portal did not come up:\n${log}`);
}

export function browser() {
  const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (!executablePath) throw new Error("Chromium is not there: run tools/prepare");
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  return chromium.launch({ executablePath, args: [...sandbox, ...quiet, "--disable-gpu", "--disable-quic"] });
}

// A page that notes everything no page may do: a request elsewhere, a refused resource, an error.
export async function visitor(browser, portal, options = {}) {
  const context = await browser.newContext({ locale: "en", viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const wrong = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== portal.base && protocol !== "data:") wrong.push(`asked ${request.url()}`);
  });
  page.on("response", (answer) => {
    if (answer.status() >= 500) wrong.push(`${answer.status()} ${answer.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) wrong.push(message.text());
  });
  page.on("pageerror", (error) => wrong.push(String(error)));
  return { page, context, wrong };
}

// What axe finds on the page as it stands. The checker comes in by the debugger: the page's own policy keeps scripts out.
export async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  });
}

// How far the page scrolls sideways, in pixels.
export function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
