// The partner programme: lost IDs go to the address on file and nowhere else, the service centre activates what a
// membership brings, people come to belong to an organisation, and a location sees nothing of its head office's pair.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, portal } from "./portal.mjs";
import { go, how, letters, newest, press, says, somebody, WAYS } from "./journey.mjs";
import { keyboard, mouse } from "./keyboard.mjs";
import { PAIR, PEOPLE } from "./walk.mjs";

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

const LOCATION = "signe.aberg@example.org";
const HEAD_OFFICE = PEOPLE.partner;

// Who asks for lost IDs, with what, and to whom they go.
const LOST = {
  en: { hands: mouse, who: "jonas.adler@example.com", name: "Jonas Adler", access: "0660888447", contract: "420567340674", sent: "The IDs are sent, and the customer is told." },
  sv: { hands: keyboard, who: LOCATION, name: "Signe Åberg", access: "0750040792", contract: "337915668590", sent: "ID:na är skickade, och kunden har fått besked." },
};

// The value of the choice in a list that says `words`.
const value = (page, id, words) => page.locator(`#${id} option`, { hasText: words }).first().getAttribute("value");

// Opens the case; answers its number.
async function lose(page, { press, choose, pick }, access) {
  await page.goto(`${site.base}/program/new`);
  await choose("topic-missing-ids");
  await press(go);
  if ((await page.locator("#location").inputValue()) === "") await pick("location", await value(page, "location", /\S/));
  await pick("contract", await value(page, "contract", access));
  await press(go);
  return /\/requests\/(PRG[^/]*)\/submitted/.exec(page.url())[1];
}

for (const way of WAYS) {
  const { hands, who, name, access, contract, sent } = LOST[way.locale];
  const means = hands === keyboard ? "with the keyboard alone" : "with the mouse";
  test(`lost IDs are sent to the address on file and nowhere else, ${means}, ${how(way)}`, async () => {
    const partner = await somebody(chromium, site, who, way);
    const officer = await somebody(chromium, site, PEOPLE.officer, way);
    const since = await newest(partner.page, site);
    const number = await lose(partner.page, hands(partner.page), access);
    const { press, pick } = hands(officer.page);
    await officer.page.goto(`${site.base}/service-centre/program`);
    await press(`main a[href$="/service-centre/program/${number}"]`);
    await press("#assignment button");
    await pick("contact", await value(officer.page, "contact", name));
    await press('form[action$="/ids"] button');
    await says(officer.page, sent);
    const posted = await letters(partner.page, site, contract, since);
    assert.deepEqual(posted.map((letter) => letter.to), [who], "one letter holds the Contract ID");
    await partner.page.goto(`${site.base}/requests/${number}`);
    assert.ok(!(await partner.page.content()).includes(contract), "the case itself does not");
    await partner.leave();
    await officer.leave();
  });
}

// What waits in the queues of the service centre: renewed by itself, or asked for on the page of benefits.
const DUE = {
  en: [
    { row: "Ipê Tecnologia Ltda.", plan: "Partner Support Silver 15Pack", who: "rafael.moura@example.com", left: "15 of 15 incidents left" },
  ],
  sv: [
    { row: "Redwood Systems Inc.", plan: "Partner Support Silver 15Pack", who: "grace.holloway@example.com", left: "15 av 15 incidenter kvar" },
    { queue: "Aktiveringsbegäranden", row: "Lindholm Data HB", asked: "Ni bad om ert kontrakt", plan: "Partner Support MAPS 10Pack", who: "oskar.lindholm@example.com", left: "10 av 10 incidenter kvar" },
  ],
};
const SENT = { en: "Activated. IDs sent to", sv: "Aktiverat. ID:na är skickade till" };

for (const way of WAYS) {
  for (const { queue, row, asked, plan, who, left } of DUE[way.locale]) {
    const why = asked ? "asked for" : "renewed";
    test(`a pair is activated and reaches the primary contact alone: ${why}, ${how(way)}`, async () => {
      const contact = await somebody(chromium, site, who, way);
      if (asked) {
        await contact.page.goto(`${site.base}/benefits`);
        await press(contact.page, 'form[action="/benefits/activations"] button');
        await says(contact.page, asked);
      }
      const { page, leave } = await somebody(chromium, site, PEOPLE.officer, way);
      const since = await newest(page, site);
      await page.goto(`${site.base}/service-centre?region=`);
      if (queue) await press(page, page.locator("main").getByRole("link", { name: queue }));
      await press(page, page.locator("main tr", { hasText: row }).getByRole("link"));
      await says(page, row, plan);
      await press(page);
      await says(page, SENT[way.locale]);
      const [letter] = await letters(page, site, plan, since, who);
      const [access, pair] = letter.text.match(/(?<!\d)(\d{10}|\d{12})(?!\d)/g);
      assert.deepEqual((await letters(page, site, pair, since)).map((one) => one.to), [who]);
      await contact.page.goto(`${site.base}/benefits`);
      await says(contact.page, access, left);
      await contact.leave();
      await leave();
    });
  }
}

// Where the region sends IDs to any contact in the country, and where to the primary contact alone.
const ASKED = {
  en: { who: "vikram.shah@example.com", access: "0942782459", contract: "937454356992", name: "Ananya Iyer", to: "ananya.iyer@example.com", rule: "IDs are sent only to the primary program contact, Ananya Iyer.", refused: "Vikram Shah does not get them" },
  sv: { who: "lena.vogt@example.com", access: "0448562868", contract: "439063071310", name: "Jonas Adler", to: "jonas.adler@example.com", rule: "skickas ID:na till valfri kontakt i er organisation i samma land" },
};

for (const way of WAYS) {
  test(`t19: a partner asks for IDs and is told who may be sent them, ${how(way)}`, async () => {
    const { who, access, contract, name, to, rule, refused } = ASKED[way.locale];
    const { page, leave } = await somebody(chromium, site, who, way);
    const since = await newest(page, site);
    await page.goto(`${site.base}/benefits/request-ids`);
    await page.locator("#contract").selectOption(await value(page, "contract", access));
    await press(page);
    await says(page, rule, ...(refused ? [refused] : []));
    await page.locator("#contact").selectOption(await value(page, "contact", name));
    await press(page);
    assert.deepEqual((await letters(page, site, contract, since)).map((letter) => letter.to), [to]);
    await leave();
  });
}

const PARTNERS = {
  en: { keeper: "lena.vogt@example.com", id: "4702215", name: "Rheinwerk Systemhaus GmbH", asks: PEOPLE.newcomer, invited: "elif.demir@example.com" },
  sv: { keeper: HEAD_OFFICE, id: "4648141", name: "Nordhav IT-partner AB", asks: "tove.granlund@example.com", invited: "dana.reyes@example.com" },
};

for (const way of WAYS) {
  test(`people join an organisation by its partner ID and by invitation, ${how(way)}`, async () => {
    const { keeper, id, name, asks, invited } = PARTNERS[way.locale];
    const primary = await somebody(chromium, site, keeper, way);
    const newcomer = await somebody(chromium, site, asks, way);
    const guest = await somebody(chromium, site, invited, way);
    const sees = async ({ page }) => {
      await page.goto(`${site.base}/benefits`);
      return (await page.locator("main .k-before", { hasText: name }).count()) > 0;
    };
    await newcomer.page.goto(`${site.base}/benefits/join`);
    await newcomer.page.locator("#partner_id").fill(id);
    await press(newcomer.page);
    assert.ok(!(await sees(newcomer)), "asking shows nothing yet");
    await primary.page.goto(`${site.base}/benefits/people`);
    await press(primary.page, 'form[action$="/approval"] button');
    assert.ok(await sees(newcomer), "whoever is let in sees the benefits");

    const since = await newest(guest.page, site);
    await primary.page.goto(`${site.base}/benefits/people`);
    await primary.page.locator("#email").fill(invited);
    await press(primary.page, go);
    const [letter] = await letters(guest.page, site, "/benefits/invitations/", since, invited);
    const [link] = /http\S*\/benefits\/invitations\/[^\s<]+/.exec(letter.text);
    assert.ok(!(await sees(guest)), "an invitation shows nothing before it is accepted");
    await guest.page.goto(link);
    await press(guest.page);
    assert.ok(await sees(guest));
    await primary.leave();
    await newcomer.leave();
    await guest.leave();
  });
}

// What only tells about the house, or shows the whole demo: its pairs and everybody's mail.
const SAME = /^\/(demo|dev|help|accessibility|status|licences|articles|\.well-known)/;

// The hint of the fields for IDs: its example is the pair of the demo that everybody can try.
const EXAMPLE = /<p class="k-hint" id="access_id-hint">[^<]*<\/p>/g;

// Follows the links of every page there is for `page`; answers what each address shows.
async function wander(page, doors) {
  const [shown, ahead] = [new Map(), [...doors]];
  while (ahead.length > 0) {
    const path = ahead.shift();
    if (shown.has(path) || SAME.test(path) || shown.size > 120) continue;
    const answer = await page.request.get(site.base + path);
    const body = await answer.text();
    shown.set(path, body);
    for (const [, href] of body.matchAll(/(?:href|action)="(\/[^"#]*)/g)) ahead.push(href.replaceAll("&amp;", "&"));
  }
  return shown;
}

test("t17: a location's contact meets headquarters' pair on no page, however it is looked for", async () => {
  const primary = await somebody(chromium, site, HEAD_OFFICE, WAYS[0]);
  await primary.page.goto(`${site.base}/contracts`);
  const theirs = await primary.page.locator("main tr", { hasText: PAIR.access }).locator("a").first().getAttribute("href");
  const secrets = [PAIR.access, PAIR.contract, theirs, "Replikeringen till Kalmar stoppar"];
  const doors = ["/", "/benefits", "/benefits/people", "/benefits/request-ids", "/contracts", "/requests?show=all", "/program/new", "/advisory/new", "/cloud", "/orders", "/account"];
  for (const way of WAYS) {
    const { page, leave } = await somebody(chromium, site, LOCATION, way);
    const shown = await wander(page, doors);
    assert.ok(shown.size > 25, `only ${[...shown.keys()]} were seen`);
    for (const [path, body] of shown) {
      const said = body.replaceAll(EXAMPLE, "");
      for (const secret of secrets) assert.ok(!said.includes(secret), `${secret} is on ${path}`);
    }
    for (const path of [theirs, `${theirs}/statement.csv`, `/benefits/request-ids?contract=${theirs.split("/").at(-1)}`, "/service-centre"]) {
      const answer = await page.request.get(site.base + path);
      const body = await answer.text();
      assert.ok(answer.status() === 404 || !body.includes(PAIR.access), `${path} answers ${answer.status()}`);
    }
    await leave();
  }
  await primary.leave();
});
