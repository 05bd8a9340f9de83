// The cloud area: benefits are linked, a request is made about a subscription, and whoever may not make one is told why.
// In both languages, with scripts and without.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { how, press, says, somebody, WAYS } from "./journey.mjs";
import { browser, portal, sideways, violations, visitor } from "./portal.mjs";
import { enter, PAIR, PEOPLE, submit, walk } from "./walk.mjs";

const SCS = { access: "0037481207", contract: "597248622610", label: "15 SCS – 4648141 – unk (0037xxxxx)" };
const OWNER = "james.whitlock@example.com";
const READER = "owen.pryce@example.com";

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

async function link(page, pair, then = "") {
  await page.goto(`${site.base}/cloud/benefits/links/new`);
  await page.locator("#access_id").fill(pair.access);
  await page.locator("#contract_id").fill(pair.contract);
  await Promise.all([page.waitForNavigation(), page.locator('main form .btn-primary[type="submit"]').click()]);
  if (then) await Promise.all([page.waitForNavigation(), page.locator(`button[name="then"][value="${then}"]`).click()]);
}

// Chooses issue and subscription, and goes on to the service.
async function begin(page, issue, subscription) {
  if ((await page.locator("#customer-own").count()) > 0) {
    await page.locator("#customer-own").check();
    await Promise.all([page.waitForNavigation(), page.locator("main form .btn-primary").click()]);
  }
  await page.locator(`#issue-${issue}`).check();
  await page.getByLabel(subscription, { exact: true }).check();
  await Promise.all([page.waitForURL(/\/category$/), page.locator("main form .btn-primary").click()]);
}

async function sound(page) {
  assert.deepEqual(await violations(page), [], page.url());
  assert.equal(await sideways(page), 0, page.url());
}

for (const way of WAYS) {
  const { javaScriptEnabled } = way;
  test(`a plan is linked and pays for a request about a subscription, ${how(way)}`, async () => {
    const { page, context, wrong } = await visitor(chromium, site, way);
    await enter(page, site, javaScriptEnabled ? PEOPLE.customer : OWNER);
    await link(page, PAIR);
    if (!javaScriptEnabled) {
      const refused = await page.locator("#access_id-error").innerText();
      assert.match(refused, /Cannot be used for cloud requests: Partner Support Gold 20Pack covers on-premises products only\./);
      await Promise.all([page.waitForNavigation(), page.locator('button[value="others"]').click()]);
      assert.match(await page.locator("main").innerText(), /cannot be used for cloud requests/);
    }
    await link(page, SCS);
    assert.ok((await page.locator("main").innerText()).includes(SCS.label));
    await page.goto(`${site.base}/cloud/requests/new`);
    await begin(page, "technical", "Harbour Street Clinics");
    const answers = {
      contract: async (page) => {
        const shown = await page.locator("main").innerText();
        assert.ok(shown.includes(SCS.label) && shown.includes("Signature Cloud Support 10Pack"), shown);
        await page.getByLabel(SCS.label, { exact: true }).check();
      },
    };
    await walk(page, site, { answers });
    const number = await submit(page);
    await page.goto(`${site.base}/cloud/requests`);
    const row = page.locator("main tr", { has: page.locator(`a[href="/requests/${number}"]`) });
    assert.match(await row.innerText(), /Harbour Street Clinics/);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

// What the owner gives a role to, and what a role may or may not do.
const ROLES = {
  en: { contributor: "dana.reyes@example.com", reader: "elif.demir@example.com", refused: "Your role Reader on Harbour Street Clinics cannot create requests." },
  sv: { contributor: "tove.granlund@example.com", reader: PEOPLE.newcomer, refused: "Din roll Läsare i Harbour Street Clinics får inte skapa ärenden." },
};

for (const way of WAYS) {
  test(`the owner gives roles: a contributor makes a request, a reader may not, ${how(way)}`, async () => {
    const { contributor, reader, refused } = ROLES[way.locale];
    const owner = await somebody(chromium, site, OWNER, way);
    for (const [email, role] of [[contributor, "contributor"], [reader, "reader"]]) {
      await owner.page.goto(`${site.base}/cloud/subscriptions`);
      await press(owner.page, owner.page.getByRole("link", { name: "Harbour Street Clinics", exact: true }));
      await owner.page.locator("#email").fill(email);
      await owner.page.locator("#role").selectOption(role);
      await press(owner.page, 'form[action$="/roles"] button');
    }
    const giving = await somebody(chromium, site, contributor, way);
    await link(giving.page, SCS);
    await giving.page.goto(`${site.base}/cloud/requests/new`);
    await begin(giving.page, "technical", "Harbour Street Clinics");
    const chosen = (page) => page.getByLabel(SCS.label, { exact: true }).check();
    await walk(giving.page, site, { answers: { contract: chosen } });
    await submit(giving.page);
    const reading = await somebody(chromium, site, reader, way);
    await reading.page.goto(`${site.base}/cloud/requests/new`);
    await says(reading.page, refused);
    assert.equal(await reading.page.locator('input[name="subscription"]:not([disabled])').count(), 0);
    for (const one of [owner, giving, reading]) await one.leave();
  });
}

test("Office 365 is filed for a customer by delegation, without a plan, and not after its end", async () => {
  const { page, context, wrong } = await visitor(chromium, site, { javaScriptEnabled: false });
  await enter(page, site, PEOPLE.partner);
  await page.goto(`${site.base}/cloud/requests/new`);
  const asked = await page.locator("main").innerText();
  assert.ok(asked.includes("Du behöver delegerad administratörsbehörighet hos Lindholm Data HB."), asked);
  await page.getByLabel("Harbour Street Clinics Ltd", { exact: true }).check();
  await Promise.all([page.waitForNavigation(), page.locator("main form .btn-primary").click()]);
  await begin(page, "technical", "harbourstreet.example.com");
  const seen = [];
  await walk(page, site, { look: async (step) => void seen.push(step) });
  assert.ok(!seen.includes("contract"), `${seen}`);
  await submit(page);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a reader is told which roles create requests, in both languages", async () => {
  for (const [locale, sentence] of [
    ["en", "Your role Reader on Harbour Street Clinics cannot create requests. Owner, Contributor or Support Request Contributor can."],
    ["sv", "Din roll Läsare i Harbour Street Clinics får inte skapa ärenden. Det får Ägare, Deltagare och Supportärendedeltagare."],
  ]) {
    const { page, context, wrong } = await visitor(chromium, site, { locale });
    await context.addCookies([{ name: "language", value: locale, url: site.base }]);
    await enter(page, site, READER);
    await page.goto(`${site.base}/cloud/requests/new`);
    assert.ok((await page.locator("main").innerText()).includes(sentence));
    assert.deepEqual(wrong, []);
    await context.close();
  }
});

test("every page of the cloud area can be read by everybody, on a phone too", async () => {
  for (const width of [1280, 390]) {
    const { page, context } = await visitor(chromium, site, { viewport: { width, height: 900 } });
    await enter(page, site, OWNER);
    const places = ["/cloud", "/cloud/subscriptions", "/cloud/benefits/links/new", "/cloud/requests/new", "/cloud/requests"];
    for (const place of places) {
      await page.goto(`${site.base}${place}`);
      await sound(page);
    }
    await page.goto(`${site.base}/cloud/subscriptions`);
    await page.locator("main tbody a").first().click();
    await page.waitForURL(/\/cloud\/subscriptions\/s_/);
    await sound(page);
    await context.close();
  }
});
