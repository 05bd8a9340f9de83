// What the service centre does to a contract, what those concerned see of it, and what a person is told about contracts:
// which can be used for what, when they end, and how they become their own.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, portal } from "./portal.mjs";
import { how, letters, newest, press, says, somebody, text, WAYS } from "./journey.mjs";
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

// The page of the contract with this Access ID at the service centre: an exact hit opens at once.
async function contractOf(page, access) {
  await page.goto(`${site.base}/service-centre`);
  await page.locator("#text").fill(access);
  await press(page, 'main form[role="search"] button');
  assert.match(page.url(), /\/service-centre\/contracts\/c_/);
  return page.url();
}

// Changes the contract: what, with which fields, why; looks at what it does, and does it.
async function change(page, contract, what, fields = {}) {
  await page.goto(contract);
  await page.locator(`#what-${what}`).check();
  for (const [id, value] of Object.entries(fields)) await page.locator(`#${id}`).fill(value);
  await page.locator("#reason").fill("Asked for by telephone");
  await press(page);
  await press(page);
}

const CHANGES = {
  en: { access: "0660888447", old: "420567340674", owner: "lena.vogt@example.com", suspended: "Suspended", until: "31 January 2028", deeds: ["Contract extended", "Contract suspended", "Suspension lifted", "IDs replaced", "Contract ID shown to staff"] },
  sv: { access: "0942782459", old: "937454356992", owner: "ananya.iyer@example.com", suspended: "Spärrat", until: "31 januari 2028", deeds: ["Kontrakt förlängt", "Kontrakt spärrat", "Spärren hävd", "ID:n bytta", "Kontrakts-ID visat för personal"] },
};

for (const way of WAYS) {
  test(`a contract is extended, suspended, resumed, given new IDs and shown, and its owner sees it, ${how(way)}`, async () => {
    const { access, old, owner, suspended, until, deeds } = CHANGES[way.locale];
    const { page, leave } = await somebody(chromium, site, PEOPLE.officer, way);
    const theirs = await somebody(chromium, site, owner, way);
    const since = await newest(page, site);
    const contract = await contractOf(page, access);
    await change(page, contract, "extend", { last_day: "2028-01-31" });
    await says(page, until);
    await change(page, contract, "suspend");
    await theirs.page.goto(`${site.base}/contracts`);
    assert.ok((await theirs.page.locator("main tr", { hasText: access }).innerText()).includes(suspended));
    await change(page, contract, "resume");
    await change(page, contract, "replace");
    const [letter] = await letters(page, site, access, since, owner).then((all) => all.filter(({ text }) => /(?<!\d)\d{12}(?!\d)/.test(text)));
    const [pair] = letter.text.match(/(?<!\d)\d{12}(?!\d)/);
    assert.notEqual(pair, old);
    await press(page, 'main a[href$="/contract-id"]');
    await page.locator("#reason").fill("Read out to its owner");
    await press(page, 'main form button[type="submit"]');
    await says(page, pair);
    await letters(page, site, "Read out to its owner", since, owner);
    await page.goto(contract);
    await says(page, ...deeds);
    assert.ok(!(await text(page)).includes(pair), "the page of the contract does not show it");
    await theirs.leave();
    await leave();
  });
}

const ADJUSTED = {
  en: { counted: "0037481207", own: "You asked for this, so another person decides.", waits: "The balance is as before until then.", done: "Approved by Gunnar Holt" },
  sv: { counted: "0230242323", own: "Du begärde detta, så en annan person beslutar.", waits: "Till dess är saldot som förut.", done: "Godkänd av Gunnar Holt" },
};

for (const way of WAYS) {
  test(`an adjustment above the limit is asked for by one and decided by another, ${how(way)}`, async () => {
    const { counted, own, waits, done } = ADJUSTED[way.locale];
    const officer = await somebody(chromium, site, PEOPLE.officer, way);
    const supervisor = await somebody(chromium, site, PEOPLE.supervisor, way);
    const contract = await contractOf(officer.page, counted);
    const balance = async () => {
      await officer.page.goto(contract);
      return Number(/\d+/.exec(await officer.page.locator("main .k-facts dd", { hasText: /incident/ }).first().innerText())[0]);
    };
    const before = await balance();
    await change(officer.page, contract, "adjust", { change: "40" });
    await says(officer.page, waits);
    assert.equal(await balance(), before);
    await press(officer.page, 'main a[href*="/adjustments/"]');
    await says(officer.page, own);
    assert.equal(await officer.page.locator("#verdict-approve").count(), 0, "who asks cannot decide");
    await supervisor.page.goto(`${site.base}/service-centre?queue=adjustments`);
    await press(supervisor.page, 'main tr a[href*="/adjustments/"]');
    await supervisor.page.locator("#verdict-approve").check();
    await press(supervisor.page);
    await says(supervisor.page, done);
    assert.equal(await balance(), before + 40);
    await officer.leave();
    await supervisor.leave();
  });
}

const MOVED = {
  en: { title: "Filresursen svarar inte", reason: "Meant for the other contract", said: "The incident was moved from 0230242323" },
  sv: { title: "Replikeringen till Kalmar", reason: "Skulle ha dragits från det andra kontraktet", said: "Incidenten flyttades från 0230242323" },
};

for (const way of WAYS) {
  test(`a charge is moved to another contract of the customer, who is told why, ${how(way)}`, async () => {
    const { title, reason, said } = MOVED[way.locale];
    const customer = await somebody(chromium, site, PEOPLE.customer, way);
    const { page, leave } = await somebody(chromium, site, PEOPLE.supervisor, way);
    await customer.page.goto(`${site.base}/requests`);
    const request = await customer.page.locator("main tr a", { hasText: title }).getAttribute("href");
    const since = await newest(page, site);
    await page.goto(`${site.base}/desk${request}`);
    await press(page, 'main a[href$="/charge"]');
    await page.locator('.k-choice', { hasText: "0326651080" }).locator("input").check();
    await page.locator("#words").fill(reason);
    await press(page);
    await letters(page, site, reason, since, PEOPLE.customer);
    await customer.page.goto(site.base + request);
    await says(customer.page, said);
    await customer.leave();
    await leave();
  });
}

const ENROLLED = {
  en: { name: "Fjordlys Drift AS", id: "4900011", place: "Bergen", country: "Norway", level: "Silver", holding: "Datacenter", recorded: "The membership is recorded." },
  sv: { name: "Ekbacken Data AB", id: "4900022", place: "Västerås", country: "Sverige", level: "Guld", holding: "Datacenter", recorded: "Medlemskapet är registrerat." },
};

for (const way of WAYS) {
  test(`an organisation is taken in and its membership recorded by hand, and waits to be activated, ${how(way)}`, async () => {
    const { name, id, place, country, level, holding, recorded } = ENROLLED[way.locale];
    const { page, leave } = await somebody(chromium, site, PEOPLE.officer, way);
    await page.goto(`${site.base}/service-centre/partners/new`);
    for (const [field, value] of Object.entries({ name, partner_id: id, location: place, contact: "Robin Ek", email: `robin.${id}@example.org` })) {
      await page.locator(`#${field}`).fill(value);
    }
    await page.locator("#country").selectOption({ label: country });
    await press(page);
    if (!page.url().endsWith("/membership")) await press(page, 'main a[href$="/membership"]');
    await page.locator("#level").selectOption({ label: level });
    await page.locator("#first_day").fill(new Date().toISOString().slice(0, 10));
    await press(page);
    await says(page, recorded);
    if (!page.url().includes("/membership")) await press(page, 'main a[href$="/membership"]');
    await page.locator("#holding").selectOption({ label: holding });
    await press(page, 'form[action$="/holdings"] button');
    await says(page, holding);
    await page.goto(`${site.base}/service-centre`);
    assert.ok((await page.locator("main tr", { hasText: name }).innerText()).includes(place));
    await leave();
  });
}

const EXPLAINED = {
  en: { who: PEOPLE.customer, usable: "Can be used", old: "covers the current and the previous version, and SQL Server 2019 is older" },
  sv: { who: PEOPLE.officer, of: PEOPLE.customer, usable: "Kan användas", old: "omfattar nuvarande och föregående version, och SQL Server 2019 är äldre" },
};

for (const way of WAYS) {
  test(`t16: it is explained which contracts can be used, now and when they have ended, ${how(way)}`, async () => {
    const { who, of, usable, old } = EXPLAINED[way.locale];
    const { page, leave } = await somebody(chromium, site, who, way);
    await page.goto(`${site.base}${of ? "/service-centre" : "/contracts"}`);
    await press(page, 'main a[href="/explain"]');
    if (of) await page.locator("#sign_in").fill(of);
    else assert.equal(await page.locator("#sign_in").count(), 0, "a customer asks about themselves alone");
    await page.locator("#product").selectOption("sql-server/2019");
    await press(page);
    await says(page, "0326651080", usable, "0230242323", old);
    await page.locator("#day").fill("2031-01-01");
    await press(page);
    assert.ok(!(await text(page)).includes(usable), "nothing lasts until then");
    await leave();
  });
}

const PLACED = {
  en: { who: "jonas.adler@example.com", access: "0660888447" },
  sv: { who: "vikram.shah@example.com", access: "0643043698" },
};

for (const way of WAYS) {
  test(`a contract is linked by one's place in the organisation, without its IDs, ${how(way)}`, async () => {
    const { who, access } = PLACED[way.locale];
    const { page, leave } = await somebody(chromium, site, who, way);
    const listed = async () => {
      await page.goto(`${site.base}/contracts`);
      return (await page.locator("main tr", { hasText: access }).count()) > 0;
    };
    assert.ok(!(await listed()));
    await page.goto(`${site.base}/benefits`);
    await press(page, page.locator("main tr", { hasText: access }).getByRole("link"));
    await press(page, 'form[action$="/link"] button');
    assert.ok(await listed());
    await leave();
  });
}

const KEPT = { en: "The IDs of the head office stay with the head office.", sv: "Huvudkontorets ID:n stannar hos huvudkontoret." };

for (const way of WAYS) {
  test(`t17: the service centre cannot send the head office's IDs to a location, and is told why, ${how(way)}`, async () => {
    const { page, leave } = await somebody(chromium, site, PEOPLE.officer, way);
    await contractOf(page, "0230242323");
    await press(page, 'main a[href$="/ids"]');
    const location = page.locator(".k-choice", { hasText: "Signe Åberg" });
    assert.ok((await location.innerText()).includes(KEPT[way.locale]));
    assert.ok(await location.locator("input").isDisabled());
    assert.ok(await page.locator(".k-choice", { hasText: "Astrid Nyberg" }).locator("input").isEnabled());
    await leave();
  });
}

const SUBSCRIBED = { en: PEOPLE.partner, sv: PEOPLE.customer };

for (const way of WAYS) {
  test(`end dates are read at a private address until it is turned off, ${how(way)}`, async () => {
    const { page, leave } = await somebody(chromium, site, SUBSCRIBED[way.locale], way);
    await page.goto(`${site.base}/contracts/calendar`);
    await press(page);
    const address = (await page.locator("main .k-callout .k-mono").innerText()).trim();
    const feed = await fetch(address);
    assert.equal(feed.status, 200);
    assert.match(feed.headers.get("content-type"), /^text\/calendar/);
    const dates = await feed.text();
    assert.match(dates, /Partner Support Gold 20Pack/);
    assert.ok(!dates.includes("618761393031"), "no Contract ID");
    await press(page, 'form[action$="/address/removal"] button');
    assert.equal((await fetch(address)).status, 404);
    await leave();
  });
}
