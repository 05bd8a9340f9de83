// What the house's own people do in a browser: a file that a spreadsheet has damaged is taken over and given back, and
// a known problem is told and ended; replies are kept, colours chosen, the catalogue changed, letters and jobs looked at.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, portal, violations, visitor } from "./portal.mjs";
import { how, press, says, somebody, text, WAYS } from "./journey.mjs";
import { PEOPLE, walk } from "./walk.mjs";

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

// As a Swedish Excel saves it: semicolons, Windows-1252, and no zeros in front.
const sheet = (rows) =>
  Buffer.from(
    ["Access-ID;Kontrakts-ID;Supportplan;Ägarens e-post;Startdatum;Slutdatum;Ingående saldo", ...rows, ""].join("\r\n"),
    "latin1",
  );
const FILE = sheet([
  "0330242329;464814100017;Partner Support Gold 20Pack;bjorn.ahlgren@example.com;2026-11-01;2027-10-31;11",
  "418302758;464814100025;partner-gold-20;asa.oberg@example.com;2026-11-01;2027-10-31;7",
]);
const WORDS = {
  en: { read: "The file was read as Windows-1252, separator “;”.", lost: "has 9 digits", done: "Imported: 2 new, 0 changed, 0 unchanged.", undone: "The import is undone" },
  sv: { read: "Filen lästes som Windows-1252 med skiljetecknet ”;”.", lost: "har 9 siffror", done: "Importerat: 2 nya, 0 ändrade, 0 oförändrade.", undone: "Importen är ångrad" },
};

// Waits until the work on the file is done, and the page shows more than how far it has come.
async function settled(page) {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await page.locator("main progress").count()) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
    await page.reload();
  }
  assert.fail(`${page.url()} does not end`);
}

for (const way of WAYS) {
  test(`a damaged file is tried, repaired, applied and undone, ${how(way)}`, async () => {
    const words = WORDS[way.locale];
    const { page, leave } = await somebody(chromium, site, PEOPLE.administrator, way);
    await page.goto(`${site.base}/admin/import`);
    await page.locator("#file").setInputFiles({ name: "kontrakt.csv", mimeType: "text/csv", buffer: FILE });
    await press(page);
    await says(page, words.read, "Ägarens e-post");
    await page.locator("#country").selectOption("SE");
    await press(page);
    await settled(page);
    await says(page, words.lost);
    const failing = await page.request.get(site.base + (await page.locator('main a[href$="/errors.csv"]').getAttribute("href")));
    assert.match(await failing.text(), new RegExp(`418302758.*${words.lost}`), "the row that failed, with its reason");
    await press(page, 'button[name="repair"][value="add"]');
    await settled(page);
    assert.ok(!(await text(page)).includes(words.lost), "the zeros are back");
    await press(page, 'form[action$="/application"] .btn-primary');
    await settled(page);
    await says(page, words.done);
    await press(page, 'form[action$="/reversal"] button');
    await settled(page);
    await says(page, words.undone);
    await leave();
  });
}

// What is told in the journey of each language, in both languages.
const PROBLEMS = {
  en: { en: "Updates stop at 20 percent", sv: "Uppdateringar stannar vid 20 procent" },
  sv: { en: "Shared printers are not found", sv: "Delade skrivare hittas inte" },
};

for (const way of WAYS) {
  test(`a known problem is told to those it concerns until it is over, ${how(way)}`, async () => {
    const { page, leave } = await somebody(chromium, site, PEOPLE.supervisor, way);
    const problem = PROBLEMS[way.locale];
    await page.goto(`${site.base}/desk/problems/new`);
    await page.locator("#product").selectOption("windows-server");
    for (const language of ["en", "sv"]) await page.locator(`input[id^="title"][id$="${language}"]`).fill(problem[language]);
    await press(page);
    const customer = await visitor(chromium, site, way);
    const banner = customer.page.locator(".k-callout", { hasText: problem[way.locale] });
    await customer.page.goto(`${site.base}/requests/new`);
    await walk(customer.page, site, { until: "self-help" });
    assert.equal(await banner.count(), 1, "it is told before the articles");
    await page.goto(`${site.base}/desk/problems`);
    await press(page, page.getByRole("link", { name: problem[way.locale] }));
    await press(page, 'form[action$="/end"] button');
    await customer.page.reload();
    assert.equal(await banner.count(), 0, "what is over is told to nobody");
    await customer.context.close();
    await leave();
  });
}

// A saved reply in both languages, as it is told in the journey of each.
const REPLIES = {
  en: { title: "Ask for the log", text: "Please attach the log of the last hour." },
  sv: { title: "Be om loggen", text: "Bifoga loggen för den senaste timmen." },
};

for (const way of WAYS) {
  test(`a saved reply is kept, put below what is typed, and taken away, ${how(way)}`, async () => {
    const { page, leave } = await somebody(chromium, site, PEOPLE.supervisor, way);
    await page.goto(`${site.base}/desk/replies/new`);
    for (const [language, { title, text: words }] of Object.entries(REPLIES)) {
      await page.locator(`#title_${language}`).fill(`${title} (${way.locale})`);
      await page.locator(`#text_${language}`).fill(words);
    }
    await press(page);
    await page.goto(`${site.base}/desk?view=all`);
    await press(page, 'main a[href^="/desk/requests/INC-"]');
    await page.locator("#message").fill("First of all:");
    await page.locator("#saved").selectOption({ label: await chosen(page, way.locale) });
    await press(page, 'button[name="insert"]');
    const written = await page.locator("#message").inputValue();
    assert.ok(written.startsWith("First of all:\n\n"), written);
    assert.ok(Object.values(REPLIES).some((one) => written.endsWith(one.text)), written);
    await page.locator("#message").fill("");
    await page.goto(`${site.base}/desk/replies`);
    await press(page, page.getByRole("link", { name: `${REPLIES[way.locale].title} (${way.locale})` }));
    await press(page, 'form[action$="/removal"] button');
    assert.ok(!(await text(page)).includes(`(${way.locale})`), "it is gone");
    await leave();
  });
}

// What the reply of this journey is called in the language that the request's contact reads.
async function chosen(page, locale) {
  const labels = await page.locator("#saved option").allInnerTexts();
  const label = labels.find((one) => one.endsWith(`(${locale})`));
  assert.ok(label, `it is offered: ${labels}`);
  return label;
}

// A picture of one white pixel.
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsT7hPgAAAABJRU5ErkJggg==", "base64");

for (const way of WAYS) {
  test(`colours are measured before they are worn, and a logo is a picture, ${how(way)}`, async () => {
    const { page, leave } = await somebody(chromium, site, PEOPLE.administrator, way);
    await page.goto(`${site.base}/admin/look`);
    await page.locator("#light").fill("#9fd3ff");
    await page.locator("#logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("<svg><script/></svg>") });
    await press(page);
    await says(page, /1[.,]\d\d:1/, "SVG");
    assert.equal(await page.locator("#light").inputValue(), "#9fd3ff", "what was typed is kept");
    await page.locator("#light").fill("#7a1fa2");
    await page.locator("#logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: PIXEL });
    await press(page);
    const accent = await page.locator("main a").first().evaluate((link) => getComputedStyle(link).color);
    assert.equal(accent, "rgb(122, 31, 162)", "links wear it");
    const logo = page.locator(".k-brand img");
    assert.equal(await logo.evaluate((image) => image.naturalWidth), 1, "the picture is shown");
    assert.deepEqual(await violations(page), []);
    await page.locator("#light").fill("");
    await page.locator("#gone").check();
    await press(page);
    assert.equal(await logo.count(), 0);
    await leave();
  });
}

for (const way of WAYS) {
  test(`a family is added by form, seen before and given a reason, ${how(way)}`, async () => {
    const { page, leave } = await somebody(chromium, site, PEOPLE.administrator, way);
    await page.goto(`${site.base}/admin/products`);
    await press(page, 'main a[href="/admin/families"]');
    const key = page.locator('input[id$=".key"]').last();
    const at = (await key.getAttribute("id")).replace(/\.key$/, "");
    await key.fill(`family-${way.locale}`);
    for (const language of ["en", "sv"]) await page.locator(`[id="${at}.name.${language}"]`).fill(`Games ${way.locale}`);
    await press(page);
    await says(page, `key = "family-${way.locale}"`);
    await page.locator("#reason").fill("More is sold.");
    await press(page);
    await says(page, "More is sold.");
    await page.goto(`${site.base}/admin/families`);
    assert.equal(await page.locator(`[id="${at}.name.en"]`).inputValue(), `Games ${way.locale}`);
    await leave();
  });
}

for (const way of WAYS) {
  test(`letters, mail and jobs can be looked at, tried and run, ${how(way)}`, async () => {
    const { page, leave } = await somebody(chromium, site, PEOPLE.administrator, way);
    await page.goto(`${site.base}/admin/templates`);
    await press(page, 'main a[href="/admin/templates/sign_in"]');
    assert.equal(await page.locator("main section[lang]").count(), 2, "both languages stand side by side");
    await press(page);
    await page.goto(`${site.base}/admin/mail`);
    assert.deepEqual(await violations(page), []);
    await page.goto(`${site.base}/admin/jobs`);
    await press(page, 'form[action="/admin/jobs/seal/run"] button');
    assert.equal(await page.locator(".k-notice.k-success").count(), 1, "it says that it ran");
    await leave();
  });
}
