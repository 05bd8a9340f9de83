// The whole job: an incident is drawn when a request is submitted, and comes back when the desk closes it without
// deduction. With scripts, without them, and with the keyboard alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { how, press, says, WAYS } from "./journey.mjs";
import { keyboard, tabTo } from "./keyboard.mjs";
import { browser, portal, visitor } from "./portal.mjs";
import { enter, PAIR, PEOPLE, PROBLEM, step, submit, walk } from "./walk.mjs";

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

// The balance that the receipt tells: before → after.
async function told(page) {
  const change = /(\d+) → (\d+)/.exec(await page.locator("main").innerText());
  assert.ok(change, "the receipt tells the balance");
  return change.slice(1).map(Number);
}

async function answer(page, number) {
  await page.goto(`${site.base}/desk`);
  await page.locator(`a[href="/desk/requests/${number}"]`).first().click();
  await page.locator("#assignment button").click();
  await page.waitForLoadState();
  assert.equal(await page.locator("#assignment").count(), 0, "what is taken cannot be taken again");
  await page.locator("#message").fill("The policy cache was broken. Remove it and restart.");
  await page.locator("button.k-for-reply").click();
  await page.getByText("The policy cache was broken.").first().waitFor();
}

async function giveBack(page, number) {
  await page.goto(`${site.base}/desk/requests/${number}/closure`);
  await page.locator("#disposition-product_fault").check();
  await page.locator("#words").fill("A known fault of the product.");
  await page.locator('main form .btn-primary[type="submit"]').click();
  await page.waitForURL((address) => address.pathname === `/desk/requests/${number}`);
}

for (const javaScriptEnabled of [true, false]) {
  test(`an incident is used and given back ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
    const customer = await visitor(chromium, site, { javaScriptEnabled });
    const desk = await visitor(chromium, site, { javaScriptEnabled });
    const { page } = customer;
    await enter(page, site, javaScriptEnabled ? PEOPLE.newcomer : PEOPLE.customer);
    await page.goto(`${site.base}/requests/new`);
    await walk(page, site);
    const shown = await page.locator("#answers").innerText();
    assert.ok(shown.includes(PROBLEM.title) && shown.includes("gpresult.log"), shown);
    const number = await submit(page);
    const [before, left] = await told(page);
    assert.equal(left, before - 1);
    assert.ok((await page.locator("main time").count()) > 0, "the receipt says when the first answer comes");

    await enter(desk.page, site, PEOPLE.engineer);
    await answer(desk.page, number);
    await giveBack(desk.page, number);

    await page.goto(`${site.base}/requests/${number}`);
    const seen = await page.locator("main").innerText();
    assert.ok(seen.includes("The policy cache was broken."), "the customer sees the reply");
    assert.ok(seen.includes("A known fault of the product."), "and why it was closed");

    await page.goto(`${site.base}/contracts`);
    await page.locator("main tr", { hasText: PAIR.access }).locator('a[href^="/contracts/"]').first().click();
    await page.waitForURL(/\/contracts\/c_/);
    const entries = await page.locator("main tr", { has: page.locator(`a[href="/requests/${number}"]`) }).allInnerTexts();
    assert.equal(entries.length, 2, `one entry out and one back: ${entries}`);
    assert.deepEqual(customer.wrong, []);
    assert.deepEqual(desk.wrong, []);
    await customer.context.close();
    await desk.context.close();
  });
}

const SOLVED = { en: "Good. No incident was used.", sv: "Vad bra. Ingen incident har dragits av." };

for (const way of WAYS) {
  test(`a product is searched for, and an article solves the problem without an incident, ${how(way)}`, async () => {
    const { page, context, wrong } = await visitor(chromium, site, way);
    const find = async (words) => {
      await page.locator("#q").fill(words);
      await press(page, 'main form[role="search"] button');
    };
    await page.goto(`${site.base}/requests/new`);
    await find("domain controller");
    assert.deepEqual(await page.locator('input[name="product"]').evaluateAll((all) => all.map((one) => one.value)), ["windows-server"]);
    await walk(page, site, { until: "self-help" });
    const articles = page.locator("main .k-item");
    const more = page.locator('main a[href*="shown="]');
    // After the first start the articles are indexed while the portal serves already.
    for (let tries = 0; tries < 100 && (await more.count()) === 0; tries += 1) await page.reload();
    const few = await articles.count();
    await more.click();
    await articles.nth(few).waitFor();
    await find("web enrollment templates");
    assert.match(await articles.first().innerText(), /certificate web enrollment/, "what matches best is first");
    await press(page, 'main button[value="solved"]');
    await says(page, SOLVED[way.locale]);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

test("a request is submitted with the keyboard alone", async () => {
  const { page, context, wrong } = await visitor(chromium, site);
  const first = async (name) => page.locator(`input[name="${name}"]`).first().getAttribute("id");
  const { choose, write, press } = keyboard(page);
  const keys = {
    new: () => choose("product-windows-server"),
    version: () => choose("product_version-2025"),
    use: async () => {
      if (await page.locator("#usage-work").count()) {
        await choose("usage-work");
        await choose("which-it_professional");
      }
      if (await page.locator("#production-yes").count()) await choose("production-yes");
    },
    problem: async () => choose(await first("problem_type")),
    category: async () => choose(await first("category")),
    "self-help": async () => {},
    contract: async () => {},
    contact: async () => {},
    description: async () => {
      await write("title", PROBLEM.title);
      await choose("severity-B");
      await write("description", PROBLEM.description);
    },
  };
  await page.goto(`${site.base}/demo`);
  await press(`form[action*="${encodeURIComponent(PEOPLE.customer)}"] button`);
  await page.goto(`${site.base}/requests/new`);
  for (let steps = 0; step(page) !== "check"; steps += 1) {
    assert.ok(steps < 15, "the wizard ends");
    await keys[step(page)]();
    await press('main form .btn-primary[type="submit"]');
    assert.equal(await page.locator(".k-problems").count(), 0, `${page.url()} is content`);
  }
  await tabTo(page, "#agreement");
  await page.keyboard.press("Space");
  await press('main form .btn-primary[type="submit"]');
  assert.match(new URL(page.url()).pathname, /^\/requests\/INC[^/]*\/submitted$/);
  assert.deepEqual(wrong, []);
  await context.close();
});
