// What the house's own people do in a browser: a file that a spreadsheet has damaged is taken over and given back, a
// known problem is told and ended, the portal gets colours and a logo, and the catalogue a category.

import assert from "node:assert/strict";
import { request as ask } from "node:http";
import { after, before, test } from "node:test";
import { browser, portal, visitor } from "./portal.mjs";
import { how, press, says, somebody, text, WAYS } from "./journey.mjs";
import { enter, PEOPLE, walk } from "./walk.mjs";

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

// Sends half of the file as the browser would have, until the line is cut.
async function half(request, bytes) {
  const headers = { ...(await request.allHeaders()), "content-length": bytes.length };
  const options = { method: "PATCH", headers };
  await new Promise((resolve) => {
    const cut = ask(request.url(), options);
    cut.on("error", resolve);
    cut.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => cut.destroy(new Error("cut")), 500));
  });
}

test("a file whose upload breaks off goes on where it broke", async () => {
  const { page, context, wrong } = await visitor(chromium, site, { locale: "sv" });
  await enter(page, site, PEOPLE.administrator);
  const file = sheet(Array(5_000).fill("0330242329;464814100017;Partner Support Gold 20Pack;bjorn.ahlgren@example.com;2026-11-01;2027-10-31;11"));
  const offsets = [];
  await page.route("**/admin/import/uploads/*", async (route) => {
    const request = route.request();
    if (request.method() !== "PATCH") return route.continue();
    offsets.push(Number(request.headers()["upload-offset"]));
    if (offsets.length > 1) return route.continue();
    await half(request, file);
    return route.abort("connectionreset");
  });
  await page.goto(`${site.base}/admin/import`);
  await page.locator("#file").setInputFiles({ name: "tom.csv", mimeType: "text/csv", buffer: Buffer.alloc(0) });
  await page.locator("#file").setInputFiles({ name: "kontrakt.csv", mimeType: "text/csv", buffer: file });
  await page.locator(".k-upload-item.is-done").waitFor();
  assert.equal(await page.locator(".k-upload-item").count(), 1, "another file takes the place of the first");
  await press(page);
  await says(page, WORDS.sv.read, "Ägarens e-post");
  assert.equal(offsets.length, 2, `${offsets}`);
  assert.ok(offsets[1] > file.length / 3 && offsets[1] < file.length, `${offsets} of ${file.length}`);
  assert.deepEqual(wrong.filter((one) => !one.includes("ERR_CONNECTION_RESET")), []);
  await context.close();
});

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

const LOOK = {
  en: { faint: "This colour cannot be read everywhere", kind: "An SVG can carry scripts", done: "The look is saved." },
  sv: { faint: "Färgen går inte att läsa överallt", kind: "SVG kan innehålla skript", done: "Utseendet är sparat." },
};
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
// One dark point.
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

for (const way of WAYS) {
  test(`colours that nobody could read and a logo with scripts are refused, others are worn, ${how(way)}`, async () => {
    const words = LOOK[way.locale];
    const { page, leave } = await somebody(chromium, site, PEOPLE.administrator, way);
    await page.goto(`${site.base}/admin/look`);
    await page.locator("#light").fill("#ffee88");
    await page.locator("#logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: SVG });
    await press(page);
    await says(page, words.faint, words.kind);
    assert.equal(await page.locator("#light").inputValue(), "#ffee88", "what was typed stays");
    await page.locator("#light").fill("#7a1fa2");
    await page.locator("#logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: PNG });
    await press(page);
    await says(page, words.done);
    const accent = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--k-accent"));
    assert.match(accent, /#7a1fa2/, "the page wears it");
    assert.ok(await page.locator("header img").evaluate((logo) => logo.naturalWidth === 1), "the logo is beside the name");
    await leave();
  });
}

const CATEGORY = {
  en: { key: "clock", name: "The clock is wrong", bad: "Use 1 to 64 small letters", reason: "Enter a reason", done: "The change is in force." },
  sv: { key: "licence", name: "Licensen godtas inte", bad: "Använd 1 till 64 små bokstäver", reason: "Ange ett skäl", done: "Ändringen gäller." },
};

for (const way of WAYS) {
  test(`a category is added by form, after a key that cannot be one, and is chosen among at once, ${how(way)}`, async () => {
    const words = CATEGORY[way.locale];
    const { page, leave } = await somebody(chromium, site, PEOPLE.administrator, way);
    await page.goto(`${site.base}/admin/products/windows-server/problem-types`);
    const added = page.locator("section").first().locator("input:not([type=hidden])");
    const [key, en, sv] = await Promise.all([-3, -2, -1].map(async (place) => added.nth((await added.count()) + place)));
    await key.fill("Not a key");
    for (const name of [en, sv]) await name.fill(words.name);
    await press(page);
    await says(page, words.bad);
    assert.equal(await sv.inputValue(), words.name, "what was typed stays");
    await key.fill(words.key);
    await press(page);
    await says(page, words.name);
    await press(page);
    await says(page, words.reason);
    await page.locator("#reason").fill("Asked for often");
    await press(page);
    await says(page, words.done);
    await page.goto(`${site.base}/admin/products/windows-server/problem-types`);
    assert.ok((await page.locator("main").innerHTML()).includes(words.name), "it is in the catalogue");
    await leave();
  });
}
