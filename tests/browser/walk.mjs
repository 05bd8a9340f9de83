// How a person gets through the portal, by the names of the fields, so that it goes in every language.

import assert from "node:assert/strict";

export const PAIR = { access: "0230242323", contract: "618761393031" };

export const PEOPLE = {
  newcomer: "kim.sandell@example.com",
  customer: "maja.lindqvist@example.com",
  partner: "astrid.nyberg@example.org",
  engineer: "linnea.ek@example.net",
  supervisor: "gunnar.holt@example.net",
  officer: "ingrid.falk@example.net",
  administrator: "vera.stenmark@example.net",
};

export const PROBLEM = {
  title: "Group policy stops after the restart",
  description: "All settings of the domain are gone since this morning.\nWe restarted both controllers twice.",
};

const next = 'main form .btn-primary[type="submit"]:not([name])';

// Signs in as somebody of the demo, by the button on its page.
export async function enter(page, portal, email) {
  await page.goto(`${portal.base}/demo`);
  await page.locator(`form[action*="${encodeURIComponent(email)}"] button`).click();
  await page.waitForURL((address) => address.pathname !== "/demo");
}

// Which step the address shows: product, version, use … check, or submitted.
export const step = (page) => new URL(page.url()).pathname.split("/").at(-1);

// The answers to each step. A test overrides those that it is about.
export const ANSWERS = {
  new: (page) => page.locator("#product-windows-server").check(),
  product: (page) => page.locator("#product-windows-server").check(),
  version: (page) => page.locator("#product_version-2025").check(),
  use: async (page) => {
    if (await page.locator("#usage-work").count()) {
      await page.locator("#usage-work").check();
      await page.locator("#which-it_professional").check();
    }
    if (await page.locator("#production-yes").count()) await page.locator("#production-yes").check();
  },
  problem: (page) => page.locator('input[name="problem_type"]').first().check(),
  category: (page) => page.locator('input[name="category"]').first().check(),
  "self-help": async () => {},
  contract: async (page) => {
    await page.locator("#contract-different").check();
    await page.locator("#access_id").fill(PAIR.access);
    await page.locator("#contract_id").fill(PAIR.contract);
    await Promise.all([page.waitForNavigation(), page.locator('button[name="then"][value="add"]').click()]);
    await page.locator('input[name="contract"]:checked:not([value="different"])').waitFor();
  },
  contact: async (page) => {
    if ((await page.locator("#preferred-email").count()) > 0) await page.locator("#preferred-email").check();
  },
  description: async (page) => {
    await page.locator("#title").fill(PROBLEM.title);
    await page.locator("#severity-b").or(page.locator("#severity-B")).check();
    await page.locator("#handling-business_hours").check();
    await page.locator("#description").fill(PROBLEM.description);
    const file = { name: "gpresult.log", mimeType: "text/plain", buffer: Buffer.from("policy 17 was not applied\n") };
    await page.locator('input[type="file"]').setInputFiles(file);
    // With scripts the file goes up at once; without them, with the form.
    if ((await page.locator(".k-drop-zone").count()) > 0) await page.getByText("gpresult.log").first().waitFor();
  },
};

// Goes on to the next page.
export async function onward(page) {
  const before = page.url();
  await Promise.all([page.waitForNavigation(), page.locator(next).first().click()]);
  return page.url() !== before;
}

// Walks from the start of a request until `until` is on the screen. `look` sees every step before it is answered.
export async function walk(page, portal, { until = "check", answers = {}, look = async () => {} } = {}) {
  if (!page.url().includes("/requests/")) await page.goto(`${portal.base}/requests/new`);
  const script = { ...ANSWERS, ...answers };
  for (let steps = 0; steps < 15; steps += 1) {
    const here = step(page);
    await look(here);
    if (here === until) return;
    assert.ok(script[here], `no answer is known for ${page.url()}`);
    await script[here](page);
    const moved = await onward(page);
    assert.ok(moved, `${here} does not go on: ${await page.locator(".k-problems, .k-error").allInnerTexts()}`);
  }
  assert.fail(`the wizard never came to ${until}`);
}

// Accepts the agreement and submits; answers the number of the request.
export async function submit(page) {
  await page.locator("#agreement").check();
  await page.locator(next).first().click();
  await page.waitForURL(/\/requests\/INC[^/]*\/submitted/);
  return /\/requests\/(INC[^/]*)\//.exec(page.url())[1];
}
