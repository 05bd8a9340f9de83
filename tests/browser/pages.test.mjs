// What holds on every page: nothing scrolls sideways, axe finds nothing in either theme, nothing is asked from
// elsewhere, the policy refuses nothing, the page says its language, and weighs little.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { browser, portal, sideways, violations, visitor } from "./portal.mjs";
import { enter, PEOPLE, step, walk } from "./walk.mjs";

const KILOBYTE = 1024;
const WIDTHS = [1280, 390, 320];
// Where each begins to follow links.
const DOORS = {
  nobody: ["/", "/no-such-page"],
  customer: ["/", "/requests?show=all"],
  partner: ["/", "/contracts"],
  engineer: ["/desk?view=open", "/desk?view=closed"],
  supervisor: ["/desk?view=disputed"],
  administrator: ["/", "/account"],
};
// What a link leads to that is not a page to look at: downloads, other hosts' pages, and one-click sign-ins.
const NO_PAGE = /\.(csv|json|ics|html|txt)$|^\/requests\/[^/]+\/download$|^\/(files|demo\/sign-in|account\/data|dev\/mail\/.+\/html)/;

// Pages that are the same for everybody are looked at once in each language.
const SAME = /^\/(help|accessibility|status|demo|sign-in|dev\/mail|account)\b/;

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

// The addresses that the links of a page lead to, as long as they stay here.
async function links(page) {
  const all = await page.locator("a[href]:not([download])").evaluateAll((anchors) => anchors.map((one) => one.href));
  const here = all.map((href) => new URL(href)).filter((address) => address.origin === site.base);
  return here.map((address) => address.pathname + address.search).filter((path) => !NO_PAGE.test(path.split("?")[0]));
}

// Pages that differ in the thing they show, or in how a list is narrowed, are one page to look at.
function shape(path) {
  const [place, query = ""] = path.split("?");
  const names = [...new URLSearchParams(query).keys()].sort();
  return `${place.replace(/\b(?:[a-z]_[0-9a-z]{10,}|(?:INC|ADV|PRG)-\d+|articles\/.+|admin\/(?:templates|products|plans|calendars|regions|files|versions)\/.+|mail\/\d+)/g, "*")}?${names}`;
}

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
  const shared = new Set();
  for (const [who, doors] of Object.entries(DOORS)) {
    test(`every page that links lead ${who} to in ${language}`, async () => {
      const { page, context, wrong } = await visitor(chromium, site, { locale: language });
      await context.addCookies([{ name: "language", value: language, url: site.base }]);
      if (PEOPLE[who]) await enter(page, site, PEOPLE[who]);
      const [seen, ahead, found] = [new Set(), [...doors], []];
      while (ahead.length > 0) {
        const path = ahead.shift();
        if (seen.has(shape(path)) || shared.has(shape(path))) continue;
        (SAME.test(path) ? shared : seen).add(shape(path));
        const answer = await page.goto(site.base + path);
        const mayRefuse = who === "nobody" ? [401, 404] : [];
        if (![200, ...mayRefuse].includes(answer.status())) found.push(`${path} answers ${answer.status()}`);
        if (!answer.headers()["content-type"]?.startsWith("text/html")) continue;
        await inspect(page, language, path).catch((problem) => found.push(problem.message));
        ahead.push(...(await links(page)));
      }
      assert.deepEqual(found, []);
      assert.ok(seen.size > 3, `only ${[...seen]} were seen`);
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
