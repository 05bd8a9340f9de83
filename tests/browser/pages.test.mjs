// What holds on every page: nothing scrolls sideways, axe finds nothing in either theme, nothing is asked from
// elsewhere, the policy refuses nothing, the page says its language, and weighs little.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { browser, portal, sideways, violations, visitor } from "./portal.mjs";
import { enter, PEOPLE, step, walk } from "./walk.mjs";

const KILOBYTE = 1024;
const WIDTHS = [1280, 390, 320];
const PAGES = {
  nobody: ["/", "/sign-in", "/help", "/accessibility", "/status", "/demo", "/requests/new", "/no-such-page"],
  customer: ["/", "/account", "/account/passkeys", "/account/passkeys/new", "/account/sessions", "/requests", "/contracts"],
  engineer: ["/desk"],
};

let site;
let chromium;

before(async () => {
  site = await portal();
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  await site?.stop();
});

async function inspect(page, language, where) {
  assert.equal(await page.locator("html").getAttribute("lang"), language, `the language of ${where}`);
  assert.equal(await page.locator("h1").count(), 1, `one h1 on ${where}`);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], `axe on ${where}, ${colorScheme}`);
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    assert.equal(await sideways(page), 0, `${where} scrolls sideways at ${width} px`);
  }
  assert.deepEqual(await violations(page), [], `axe on ${where} at ${WIDTHS.at(-1)} px`);
  await page.setViewportSize({ width: WIDTHS[0], height: 900 });
}

for (const language of ["en", "sv"]) {
  for (const [who, pages] of Object.entries(PAGES)) {
    test(`pages of ${who} in ${language}`, async () => {
      const { page, context, wrong } = await visitor(chromium, site, { locale: language });
      await context.addCookies([{ name: "language", value: language, url: site.base }]);
      if (PEOPLE[who]) await enter(page, site, PEOPLE[who]);
      for (const path of pages) {
        const answer = await page.goto(site.base + path);
        assert.equal(answer.status(), path === "/no-such-page" ? 404 : 200, path);
        await inspect(page, language, path);
      }
      assert.deepEqual(wrong, []);
      await context.close();
    });
  }

  test(`every step of the wizard in ${language}`, async () => {
    const { page, context, wrong } = await visitor(chromium, site, { locale: language });
    await context.addCookies([{ name: "language", value: language, url: site.base }]);
    await enter(page, site, PEOPLE.newcomer);
    await page.goto(`${site.base}/requests/new`);
    const seen = [];
    const look = async (here) => {
      seen.push(here);
      await inspect(page, language, `the step ${here}`);
    };
    await walk(page, site, { look });
    assert.equal(step(page), "check");
    assert.ok(seen.length >= 8, `only ${seen} were seen`);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

test("the browser's language is used, and can be switched on any page", async () => {
  const { page, context } = await visitor(chromium, site, { locale: "sv-SE" });
  await page.goto(`${site.base}/help`);
  assert.equal(await page.locator("html").getAttribute("lang"), "sv");
  await page.locator('.k-side button[name="language"][value="en"]').click();
  await page.waitForFunction(() => document.documentElement.lang === "en");
  assert.equal(new URL(page.url()).pathname, "/help", "the switch stays on the page");
  await page.goto(`${site.base}/status`);
  assert.equal(await page.locator("html").getAttribute("lang"), "en", "the choice is kept");
  await context.close();
});

// What the styles and scripts of the page weigh as they are sent.
async function weights(page) {
  const addresses = await page.evaluate(() => ({
    style: [...document.querySelectorAll('link[rel="stylesheet"]')].map((one) => one.href),
    script: [...document.querySelectorAll("script[src]")].map((one) => one.src),
  }));
  const weigh = async (address) => gzipSync(await (await page.request.get(address)).body()).length;
  const sum = async (all) => (await Promise.all(all.map(weigh))).reduce((one, other) => one + other, 0);
  return { style: await sum(addresses.style), script: await sum(addresses.script) };
}

test("a page weighs little", async () => {
  const { page, context } = await visitor(chromium, site);
  await enter(page, site, PEOPLE.newcomer);
  for (const path of ["/", "/account/passkeys/new", "/requests/new"]) {
    await page.goto(site.base + path);
    const { style, script } = await weights(page);
    assert.ok(style > 0 && style <= 32 * KILOBYTE, `styles of ${path}: ${style} bytes`);
    assert.ok(script > 0 && script <= 18 * KILOBYTE, `scripts of ${path}: ${script} bytes`);
  }
  await walk(page, site, { until: "description" });
  const { script } = await weights(page);
  assert.ok(script > 0 && script <= 40 * KILOBYTE, `scripts of a page that takes files: ${script} bytes`);
  await context.close();
});
