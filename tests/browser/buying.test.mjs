// Buying in the middle of a request: a pack is ordered from the payment step, the service centre sees the money come,
// and the request that waited is submitted with it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, portal } from "./portal.mjs";
import { how, press, says, somebody, WAYS } from "./journey.mjs";
import { onward, PEOPLE, submit, walk } from "./walk.mjs";

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

const WORDS = {
  en: { total: "SEK 24,937.50", waits: "Awaiting payment", delivered: "Delivered", active: /Your contract \d{10} is active\./ },
  sv: { total: "24 937,50 kr", waits: "Väntar på betalning", delivered: "Levererad", active: /Kontraktet \d{10} är aktivt\./ },
};

// Orders from the payment step; answers where the order is.
async function order(page, words) {
  await page.locator('input[name="contract"][value="buy-five-pack"]').check();
  await onward(page);
  assert.equal(new URL(page.url()).pathname, "/orders/new");
  assert.ok(await page.locator("#offer-five-pack").isChecked(), "what was chosen in the payment step is chosen here");
  await page.locator("#region").selectOption("emea");
  await page.locator("#reference").fill("PO 4711");
  await page.locator("#way-invoice").check();
  await press(page, '[name="then"][value="price"]');
  await says(page, words.total);
  await press(page);
  await says(page, words.waits, words.total, "PO 4711");
  return new URL(page.url()).pathname;
}

for (const way of WAYS) {
  test(`a five-pack is bought by invoice and pays for the request that waited, ${how(way)}`, async () => {
    const words = WORDS[way.locale];
    const customer = await somebody(chromium, site, PEOPLE.newcomer, way);
    const officer = await somebody(chromium, site, PEOPLE.officer, way);
    const { page } = customer;
    await page.goto(`${site.base}/requests/new`);
    await walk(page, site, { until: "contract" });
    const draft = page.url();
    const bought = await order(page, words);
    await page.goto(`${site.base}/orders`);
    assert.equal(await page.locator(`main a[href="${bought}"]`).count(), 1, "the order is among the customer's");
    await officer.page.goto(`${site.base}/service-centre/orders`);
    await press(officer.page, `main a[href="/service-centre${bought}"]`);
    await officer.page.locator("#decision-pay").check();
    await officer.page.locator("#reason").fill("Bank giro 21 November");
    await press(officer.page);
    await page.goto(site.base + bought);
    await says(page, words.delivered, words.active);
    await press(page, `main a.btn-primary[href^="${new URL(draft).pathname}"]`);
    await walk(page, site, { answers: { contract: async () => {} } });
    await submit(page);
    await says(page, /5 → 4/);
    await customer.leave();
    await officer.leave();
  });
}
