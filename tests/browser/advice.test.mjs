// Advice, from the question to the hours on the benefits page: asked for, estimated, approved, delivered and closed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, portal } from "./portal.mjs";
import { how, press, says, somebody, text, unfold, WAYS } from "./journey.mjs";
import { PEOPLE } from "./walk.mjs";

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
  en: {
    who: "lena.vogt@example.com",
    plan: "0884237785",
    reserved: "Approve and reserve 4 hours",
    before: "20 hours left",
    held: "16 hours left",
    after: "18.5 hours left",
  },
  sv: {
    who: PEOPLE.partner,
    plan: "0972281869",
    reserved: "Godkänn och reservera 4 timmar",
    before: "50 timmar kvar",
    held: "46 timmar kvar",
    after: "48,5 timmar kvar",
  },
};

// What the benefits page says of the contract with hours.
async function hours(page, plan) {
  await page.goto(`${site.base}/benefits`);
  return (await page.locator("main tr", { hasText: plan }).innerText()).replaceAll("\u00a0", " ");
}

async function ask(page) {
  await page.goto(`${site.base}/advisory/new`);
  await page.locator("#subject").fill("Two forests into one");
  await page.locator("#product").selectOption("windows-server");
  await page.locator("#goal").fill("One forest before the summer, with as little downtime as possible.");
  await page.locator("#least").fill("3");
  await page.locator("#most").fill("1:30");
  await press(page);
  assert.equal(await page.locator(".k-problems a").count(), 1, "less at most than at least is refused");
  await page.locator("#most").fill("5");
  await press(page);
  await press(page, 'button[name="then"][value="send"]');
  return /ADV-?\d+/.exec(new URL(page.url()).pathname)[0];
}

async function estimate(page, number) {
  await page.goto(`${site.base}/desk/requests/${number}`);
  await press(page, "#assignment button");
  await unfold(page, "#estimate_hours");
  await page.locator("#estimate_hours").fill("4");
  await page.locator("#estimate_words").fill("A plan, and a rehearsal with copies of both forests.");
  await press(page, 'form[action$="/estimate"] button');
}

async function deliver(page, number) {
  await page.goto(`${site.base}/desk/requests/${number}`);
  await unfold(page, "#delivered_on");
  await page.locator("#delivered_on").fill(new Date().toISOString().slice(0, 10));
  await page.locator("#delivered_hours").fill("1:30");
  await page.locator("#delivered_words").fill("The plan, talked through with both teams.");
  await press(page, 'form[action$="/deliveries"] button');
  await page.goto(`${site.base}/desk/requests/${number}/closure`);
  await page.locator("#disposition-solved").check();
  await page.locator("#words").fill("The rest of the hours is yours again.");
  await press(page);
}

for (const way of WAYS) {
  test(`hours are reserved by approval and only those delivered are used, ${how(way)}`, async () => {
    const words = WORDS[way.locale];
    const customer = await somebody(chromium, site, words.who, way);
    const engineer = await somebody(chromium, site, PEOPLE.engineer, way);
    const { page } = customer;
    assert.ok((await hours(page, words.plan)).includes(words.before));
    const number = await ask(page);
    await estimate(engineer.page, number);
    assert.ok((await hours(page, words.plan)).includes(words.before), "an estimate reserves nothing");
    await page.goto(`${site.base}/requests/${number}`);
    await says(page, "A plan, and a rehearsal with copies of both forests.", words.reserved);
    await press(page, 'button[name="answer"][value="approve"]');
    assert.ok((await hours(page, words.plan)).includes(words.held), await text(page));
    await deliver(engineer.page, number);
    await page.goto(`${site.base}/requests/${number}`);
    await says(page, "The plan, talked through with both teams.", "The rest of the hours is yours again.");
    assert.ok((await hours(page, words.plan)).includes(words.after), await text(page));
    await customer.leave();
    await engineer.leave();
  });
}
