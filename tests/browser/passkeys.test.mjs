// Passkeys, made and used with the virtual authenticator of Chromium.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, portal, visitor } from "./portal.mjs";
import { enter, PEOPLE } from "./walk.mjs";

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

async function authenticator(context, page, isUserVerified = true) {
  const debug = await context.newCDPSession(page);
  await debug.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified };
  const { authenticatorId } = await debug.send("WebAuthn.addVirtualAuthenticator", { options });
  return {
    keys: async () => (await debug.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    verify: (isUserVerified) => debug.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

test("a passkey is added, proves who is there, signs in, and stays while the role needs it", async () => {
  const { page, context, wrong } = await visitor(chromium, site);
  const device = await authenticator(context, page);
  await enter(page, site, PEOPLE.administrator);

  await page.goto(`${site.base}/account/passkeys/new`);
  await page.locator("#name").fill("Laptop");
  await page.locator("main form[data-passkey] button").click();
  await page.waitForURL((address) => address.pathname === "/account/passkeys");
  assert.match(await page.locator("main").innerText(), /Laptop/);
  assert.equal((await device.keys()).length, 1);

  await page.goto(`${site.base}/step-up?return_to=/account`);
  await page.locator("main form[data-passkey] button").click();
  await page.waitForURL((address) => address.pathname === "/account");
  assert.ok((await device.keys())[0].signCount > 1, "the step up has used the passkey");

  await page.locator(".k-side summary").click();
  await page.locator('.k-side form[action="/sign-out"] button').click();
  await page.goto(`${site.base}/sign-in`);
  await page.locator("main form[data-passkey] button").click();
  await page.waitForURL((address) => address.pathname !== "/sign-in");
  await page.goto(`${site.base}/account`);
  assert.match(await page.locator("main").innerText(), /vera\.stenmark@example\.net/);

  await page.goto(`${site.base}/account/passkeys`);
  const removal = page.waitForResponse((answer) => answer.url().endsWith("/removal"));
  await page.locator('form[action$="/removal"] button').click();
  assert.equal((await removal).status(), 409);
  await page.locator('.k-notice[role="alert"]').waitFor();
  assert.equal(await page.locator('form[action$="/removal"]').count(), 1);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a passkey that does not verify its user proves nothing", async () => {
  const { page, context } = await visitor(chromium, site);
  const device = await authenticator(context, page);
  await enter(page, site, PEOPLE.engineer);
  await page.goto(`${site.base}/account/passkeys/new`);
  await page.locator("#name").fill("Key ring");
  await page.locator("main form[data-passkey] button").click();
  await page.waitForURL((address) => address.pathname === "/account/passkeys");

  await device.verify(false);
  await page.goto(`${site.base}/step-up?return_to=/account`);
  await page.locator("main form[data-passkey] button").click();
  await page.locator("main form[data-passkey] [role=alert]:visible").waitFor();
  assert.equal(new URL(page.url()).pathname, "/step-up");
  await context.close();
});
