// What happens when people err, and when things happen at once.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, portal, visitor } from "./portal.mjs";
import { ANSWERS, enter, PAIR, PEOPLE, PROBLEM, step, submit, walk } from "./walk.mjs";

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

const go = 'main form .btn-primary[type="submit"]:not([name])';

// Sends the form as it is, and looks at the page that says what is wrong. `kept`: fields with what was typed in them.
async function refused(page, kept = {}) {
  const here = step(page);
  const [answer] = await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === "POST"),
    page.locator(go).first().click(),
  ]);
  await page.locator(".k-problems").waitFor();
  assert.equal(answer.status(), 422, here);
  assert.match(await page.title(), /^Error: /, here);
  assert.ok(await page.locator(".k-problems").evaluate((one) => one === document.activeElement), `focus in the summary of ${here}`);
  for (const link of await page.locator(".k-problems a").all()) {
    const field = await link.getAttribute("href");
    assert.equal(await page.locator(field).count(), 1, `${field} is on ${here}`);
    await link.click();
    assert.ok(
      await page.locator(field).evaluate((one) => one === document.activeElement || one.contains(document.activeElement)),
      `the summary of ${here} leads to ${field}`,
    );
  }
  for (const [id, value] of Object.entries(kept)) assert.equal(await page.locator(`#${id}`).inputValue(), value, `${id} on ${here}`);
}

const MISTAKES = {
  new: (page) => refused(page),
  version: (page) => refused(page),
  use: (page) => refused(page),
  problem: async (page) => {
    await page.locator("#title").fill("Policy <script>");
    await refused(page, { title: "Policy <script>" });
  },
  category: (page) => refused(page),
  contract: async (page) => {
    const wrong = { access_id: PAIR.access, contract_id: "618761393032" };
    await page.locator("#contract-different").check();
    await page.locator("#access_id").fill(wrong.access_id);
    await page.locator("#contract_id").fill(wrong.contract_id);
    await refused(page, wrong);
    assert.ok(await page.locator("#contract-different").isChecked());
  },
  contact: async (page) => {
    await page.locator("#email").fill("kim.sandell@");
    await page.locator("#phone").fill("one two");
    await page.locator("main form").evaluateAll((forms) => forms.forEach((form) => (form.noValidate = true)));
    await refused(page, { email: "kim.sandell@", phone: "one two" });
    await page.locator("#email").fill(PEOPLE.newcomer);
    await page.locator("#phone").fill("+46 8 465 004 12");
  },
  description: async (page) => {
    await page.locator("#description").fill(PROBLEM.description);
    await page.locator("#began").fill("the day before");
    await refused(page, { description: PROBLEM.description, began: "the day before" });
    await page.locator("#began").fill("");
  },
  check: (page) => refused(page),
};

test("a mistake on each step keeps what was typed and leads to the field", async () => {
  const { page, context, wrong } = await visitor(chromium, site);
  await context.addCookies([{ name: "language", value: "en", url: site.base }]);
  await enter(page, site, PEOPLE.newcomer);
  await page.goto(`${site.base}/requests/new`);
  const made = new Set();
  const look = async (here) => {
    if (!MISTAKES[here]) return;
    await MISTAKES[here](page);
    made.add(here);
  };
  // The refused page of the first step has the same address, and so have all the others.
  await walk(page, site, { look });
  for (const here of ["new", "version", "problem", "category", "contract", "contact", "description", "check"]) {
    assert.ok(made.has(here), `no mistake was made on ${here}`);
  }
  await submit(page);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a stale tab is told, with both texts, and can keep its own", async () => {
  const { page, context } = await visitor(chromium, site);
  await enter(page, site, PEOPLE.customer);
  await page.goto(`${site.base}/requests/new`);
  await walk(page, site, { until: "description" });
  const other = await context.newPage();
  await other.goto(page.url());
  const fill = async (page, title) => {
    await page.locator("#title").fill(title);
    await page.locator("#severity-B").check();
    await page.locator("#description").fill(PROBLEM.description);
  };
  await fill(page, "From the first tab");
  await fill(other, "From the second tab");
  await page.locator(go).first().click();
  await page.waitForURL((address) => address.pathname.endsWith("/check"));
  const [answer] = await Promise.all([
    other.waitForResponse((answer) => answer.request().method() === "POST"),
    other.locator(go).first().click(),
  ]);
  assert.equal(answer.status(), 409);
  const both = await other.locator("main").innerText();
  assert.ok(both.includes("From the first tab") && both.includes("From the second tab"), both);
  await other.locator(go).first().click();
  await other.waitForURL((address) => address.pathname.endsWith("/check"));
  assert.match(await other.locator("#answers").innerText(), /From the second tab/);
  await context.close();
});

test("a double click submits one incident", async () => {
  const { page, context } = await visitor(chromium, site);
  await enter(page, site, PEOPLE.customer);
  const title = "Clicked twice in a hurry";
  const answers = {
    description: async (page) => {
      await ANSWERS.description(page);
      await page.locator("#title").fill(title);
    },
  };
  await page.goto(`${site.base}/requests/new`);
  await walk(page, site, { answers });
  await page.locator("#agreement").check();
  const fields = await page.locator('main form[action$="/check"]').evaluate((form) => Object.fromEntries(new FormData(form)));
  const action = page.url();
  const headers = { origin: site.base, "sec-fetch-site": "same-origin" };
  const post = () => page.request.post(action, { form: fields, headers, maxRedirects: 0 });
  const both = await Promise.all([post(), post()]);
  assert.deepEqual(both.map((answer) => answer.status()), [303, 303]);
  const [one, again] = both.map((answer) => answer.headers().location.replace(/\?.*/, ""));
  assert.equal(one, again, "both lead to the same receipt");
  await page.goto(`${site.base}/requests`);
  assert.equal(await page.locator("main a", { hasText: title }).count(), 1);
  await context.close();
});
