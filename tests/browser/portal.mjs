// A real browser to look at a portal with, and what it must never see there.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

export { portal } from "../portal.mjs";

const axe = readFileSync(join(import.meta.dirname, "node_modules/axe-core/axe.min.js"), "utf8");

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

// How far the page, or the table on it that does so most, scrolls sideways, in pixels.
export function sideways(page) {
  return page.evaluate(() => {
    const places = [document.documentElement, ...document.querySelectorAll(".k-table")];
    return Math.max(...places.map((place) => place.scrollWidth - place.clientWidth));
  });
}
