// What the journeys through the house share: who they are made as, how they go on, and what comes by mail.

import assert from "node:assert/strict";
import { visitor } from "./portal.mjs";
import { enter } from "./walk.mjs";

// Each journey is made with scripts in Swedish and without them in English.
export const WAYS = [
  { javaScriptEnabled: true, locale: "sv" },
  { javaScriptEnabled: false, locale: "en" },
];

export const how = (way) => `${way.javaScriptEnabled ? "with" : "without"} scripts, in ${way.locale}`;

export const go = 'main form .btn-primary[type="submit"]';

// Somebody of the demo, signed in, in a browser of their own. `leave` sees that nothing went wrong, and closes it.
export async function somebody(chromium, site, email, way = WAYS[1]) {
  const { page, context, wrong } = await visitor(chromium, site, way);
  await context.addCookies([{ name: "language", value: way.locale, url: site.base }]);
  await enter(page, site, email);
  const leave = async () => {
    assert.deepEqual(wrong, []);
    await context.close();
  };
  return { page, leave };
}

// Presses what leads to another page.
export async function press(page, what = go) {
  const one = typeof what === "string" ? page.locator(what).first() : what;
  await Promise.all([page.waitForNavigation(), one.click()]);
}

// Opens what is folded and holds `selector`.
export async function unfold(page, selector) {
  const folded = page.locator("details", { has: page.locator(selector) }).last();
  if (!(await folded.evaluate((one) => one.open))) await folded.locator("summary").first().click();
}

// What the page says, and is said above it of what was done, with plain spaces.
export const text = async (page) =>
  (await page.locator("main, .k-notice").allInnerTexts()).join("\n").replace(/[\u00a0\u202f]/g, " ");

// The page says all of `sentences`: strings or patterns.
export async function says(page, ...sentences) {
  const shown = await text(page);
  for (const one of sentences) {
    assert.ok(typeof one === "string" ? shown.includes(one) : one.test(shown), `${one} is not on ${page.url()}:\n${shown}`);
  }
}

const mailbox = async (page, site, path = "") => (await page.request.get(`${site.base}/dev/mail${path}`)).text();

// The number of the newest letter.
export const newest = async (page, site) => Number(/\/dev\/mail\/(\d+)/.exec(await mailbox(page, site))?.[1] ?? 0);

// Every letter after `since` that says `what`, as soon as there is one: to whom, and its text. `only` those to one address.
export async function letters(page, site, what, since, only = "") {
  for (let tries = 0; tries < 50; tries += 1) {
    const rows = (await mailbox(page, site)).matchAll(/<a href="\/dev\/mail\/(\d+)">.*?<\/th><td[^>]*>([^<]*)</g);
    const found = [];
    for (const [, number, to] of rows) {
      if (Number(number) <= since) break;
      if (only && to !== only) continue;
      const text = (await mailbox(page, site, `/${number}`)).split('class="k-plain-text"')[1];
      if (text.includes(what)) found.push({ to, text });
    }
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return assert.fail(`no letter says ${what}`);
}
