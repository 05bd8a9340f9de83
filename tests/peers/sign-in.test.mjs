// Signing in through real OpenID Connect providers: one is set by the environment, one by the file, one is away.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { freePort, portal } from "../portal.mjs";
import { provider } from "./provider.mjs";
import { eventually, Visitor } from "./visitor.mjs";

const MAJA = "maja.lindqvist@example.com";

let site;
let first;
let second;

before(async () => {
  const [one, two, away] = [await freePort(), await freePort(), await freePort()];
  const file = `
    contact = "desk@example.com"
    [[providers]]
    key = "second"
    name = "Second"
    issuer = "http://localhost:${two}"
    client_id = "portal-at-second"
    reach = "local"
    [[providers]]
    key = "away"
    issuer = "http://localhost:${away}"
    client_id = "portal"
    reach = "local"
  `;
  site = await portal(
    {
      KLIPPKORT_PROVIDERS: "first, second, away",
      KLIPPKORT_PROVIDER_FIRST_NAME: "First",
      KLIPPKORT_PROVIDER_FIRST_ISSUER: `http://localhost:${one}`,
      KLIPPKORT_PROVIDER_FIRST_CLIENT_ID: "portal-at-first",
      KLIPPKORT_PROVIDER_FIRST_CLIENT_SECRET: "a secret of the first",
      KLIPPKORT_PROVIDER_FIRST_REACH: "local",
      KLIPPKORT_PROVIDER_SECOND_CLIENT_SECRET: "a secret of the second",
      KLIPPKORT_PROVIDER_AWAY_NAME: "Away",
      KLIPPKORT_PROVIDER_AWAY_CLIENT_SECRET: "a secret of nobody",
    },
    file,
  );
  const known = (key, port) => ({ port, client: `portal-at-${key}`, secret: `a secret of the ${key}`, callback: `${site.base}/sign-in/with/${key}/callback` });
  first = await provider(known("first", one));
  second = await provider(known("second", two));
});

after(async () => {
  await first?.stop();
  await second?.stop();
  await site?.stop();
});

const person = (sub, email, verified = true) => ({ sub, email, email_verified: verified, name: "Nova Berg" });

// Presses the provider's button, and stands before the link that leads there.
async function leave(visitor, key, from = "/sign-in") {
  await visitor.go(from);
  await visitor.send(`/sign-in/with/${key}`, { return_to: "/requests" });
  return new URL(visitor.button);
}

// Signs in at `at` as `who`, from the button to the page that it ends at.
async function arrive(visitor, key, at, who, from) {
  at.person = who;
  return visitor.go(await leave(visitor, key, from));
}

const isCallback = (url) => url.pathname.endsWith("/callback");

function refused(page, sentence) {
  assert.equal(page.status, 422);
  assert.ok(page.text.includes(sentence), page.text);
}

test("the buttons and the contact address are those of the settings", async () => {
  const visitor = new Visitor(site.base);
  const { text } = await visitor.go("/sign-in");
  const buttons = [...text.matchAll(/Continue with (\w+)/g)].map(([, name]) => name);
  assert.deepEqual(buttons, ["First", "Second", "Away"]);
  assert.ok((await visitor.go("/help")).text.includes("desk@example.com"));
});

test("somebody new gets an account, and the same one the next time", async () => {
  const nova = person("nova-1", "nova.berg@example.com");
  const visitor = new Visitor(site.base);
  const page = await arrive(visitor, "first", first, nova);
  assert.equal(`${page.url.pathname} ${page.status}`, "/requests 200", "where the person was going");
  const [asked] = first.asked.slice(-1);
  assert.equal(asked.code_challenge_method, "S256");
  assert.ok(asked.state && asked.nonce);
  assert.ok(await visitor.isSignedInAs("nova.berg@example.com"));
  assert.ok(visitor.page.text.includes("Nova Berg"), "the name that the provider tells");

  const later = new Visitor(site.base);
  await arrive(later, "first", first, { ...nova, email: "moved@example.com" });
  assert.ok(await later.isSignedInAs("nova.berg@example.com"), "the subject is the person, not the address");
});

test("an address that the provider has not proven makes no account", async () => {
  const visitor = new Visitor(site.base);
  const page = await arrive(visitor, "first", first, person("unproven", "unproven@example.com", false));
  refused(page, "First did not give us a confirmed e-mail address");
  assert.equal(await visitor.isSignedInAs("unproven@example.com"), false);
});

test("the same address and the same subject from another issuer do not open the account", async () => {
  const owner = person("same", "olle.dahl@example.com");
  await arrive(new Visitor(site.base), "first", first, owner);
  const stranger = new Visitor(site.base);
  const page = await arrive(stranger, "second", second, owner);
  assert.equal(page.url.pathname, "/sign-in/connect");
  assert.equal(await stranger.isSignedInAs(owner.email), false);
});

// The code of the newest letter to `email`, as the demo's mailbox shows it.
async function code(email) {
  const reader = new Visitor(site.base);
  return eventually(async () => {
    const { text } = await reader.go("/dev/mail");
    const row = text.split("<tr").find((row) => row.includes(email)) ?? "";
    const link = /href="(\/dev\/mail\/\d+)">(?:Sign in to|Logga in i)/.exec(row)?.[1];
    return link && /: (\d{6})$/m.exec((await reader.go(link)).text)?.[1];
  }, `the code for ${email}`);
}

test("an account is connected by whoever proves it at the provider and by mail, and by nobody else", async () => {
  const maja = person("maja-1", MAJA);
  const visitor = new Visitor(site.base);
  assert.equal((await arrive(visitor, "first", first, maja)).url.pathname, "/sign-in/connect");
  const unproven = await visitor.send("/sign-in/connect");
  assert.ok(unproven.status >= 400 || unproven.url.pathname.startsWith("/sign-in"), `${unproven.status} ${unproven.url}`);
  assert.equal(await visitor.isSignedInAs(MAJA), false);

  await visitor.go("/sign-in/connect");
  await visitor.send("/sign-in", { email: MAJA, return_to: "/sign-in/connect" });
  const page = await visitor.send("/sign-in/code", { code: await code(MAJA) });
  assert.equal(page.url.pathname, "/sign-in/connect");
  const connected = await visitor.send("/sign-in/connect");
  assert.equal(connected.url.pathname, "/account");
  assert.ok(connected.text.includes("/account/identities/removal"));

  const elsewhere = new Visitor(site.base);
  await arrive(elsewhere, "first", first, maja);
  assert.ok(await elsewhere.isSignedInAs(MAJA));
});

test("whoever is signed in connects a provider from the account page, but never another's identity", async () => {
  const visitor = new Visitor(site.base);
  await arrive(visitor, "first", first, person("iris-1", "iris.holm@example.com"));
  const page = await arrive(visitor, "second", second, person("iris-2", "other.address@example.net"), "/account");
  assert.equal(`${page.url.pathname}${page.url.search}`, "/account?done=connected");
  const elsewhere = new Visitor(site.base);
  await arrive(elsewhere, "second", second, person("iris-2", "other.address@example.net"));
  assert.ok(await elsewhere.isSignedInAs("iris.holm@example.com"));

  const thief = new Visitor(site.base);
  await arrive(thief, "first", first, person("thief-1", "thief@example.com"));
  const taken = await arrive(thief, "second", second, person("iris-2", "other.address@example.net"), "/account");
  assert.equal(taken.status, 422);
  assert.ok(await thief.isSignedInAs("thief@example.com"), "and stays who they are");
});

test("an answer with another state, or to a question of another browser, signs nobody in", async () => {
  const visitor = new Visitor(site.base);
  first.person = person("state", "state@example.com");
  const back = (await visitor.go(await leave(visitor, "first"), {}, isCallback)).url;
  const changed = new URL(back);
  changed.searchParams.set("state", "guessed");
  const sentence = "First did not sign you in";
  refused(await visitor.go(changed), sentence);
  // A question is answered once, even rightly.
  refused(await visitor.go(back), sentence);
  const other = new Visitor(site.base);
  await other.go("/sign-in");
  refused(await other.go(back), sentence);
  assert.equal(await other.isSignedInAs("state@example.com"), false);
});

test("an ID token for another question, another audience or from another issuer signs nobody in", async () => {
  const who = person("token", "token@example.com");
  const visitor = new Visitor(site.base);
  first.person = who;
  const address = await leave(visitor, "first");
  address.searchParams.set("nonce", "of another question");
  refused(await visitor.go(address), "First did not sign you in");
  for (const forge of [{ aud: "another-portal" }, { iss: second.issuer }, { exp: 1 }]) {
    first.forge = forge;
    refused(await arrive(visitor, "first", first, who), "First did not sign you in");
  }
  first.forge = null;
  assert.equal(await visitor.isSignedInAs(who.email), false);
  await arrive(visitor, "first", first, who);
  assert.ok(await visitor.isSignedInAs(who.email), "an honest one does");
});

test("whoever says no at the provider is told so", async () => {
  const page = await arrive(new Visitor(site.base), "first", first, null);
  assert.equal(page.status, 200);
  assert.ok(page.text.includes("You stopped the sign-in at First."), page.text);
});

test("a provider that is away keeps nobody from the portal, and its button says so", async () => {
  const visitor = new Visitor(site.base, "sv");
  assert.equal((await visitor.go("/sign-in")).status, 200);
  const page = await visitor.send("/sign-in/with/away", { return_to: "/" });
  assert.equal(page.status, 502);
  assert.ok(page.text.includes("Vi når inte Away just nu."), page.text);
  const { code, said } = await site.command(["doctor"]);
  assert.equal(code, 4, said);
  assert.match(said, /ok {6}sign-in with First: /);
  assert.match(said, /not ok {2}sign-in with Away: the provider cannot be reached/);
  assert.ok(!`${said}${site.log()}`.includes("a secret of"), "no secret is told");
});
