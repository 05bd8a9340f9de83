// Buying by card at localstripe: paid once, declined, told again, told wrongly, told by strangers, refunded, and away.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { portal } from "../portal.mjs";
import { KEY, SECRET, signed, stripe } from "./stripe.mjs";
import { eventually, Visitor } from "./visitor.mjs";

const BUYER = "maja.lindqvist@example.com";
const GOOD = "4242424242424242";
const DECLINED = "4000000000000341";
// A five-pack with its tax, in hundredths.
const TOTAL = 2_493_750;

let provider;
let site;
let buyer;

before(async () => {
  provider = await stripe();
  site = await portal({
    KLIPPKORT_STRIPE_KEY: KEY,
    KLIPPKORT_STRIPE_WEBHOOK_SECRET: SECRET,
    KLIPPKORT_STRIPE_ENDPOINT: provider.endpoint,
    KLIPPKORT_STRIPE_REACH: "local",
  });
  await provider.tell(`${site.base}/payments/stripe`);
  buyer = new Visitor(site.base);
  await buyer.enter(BUYER);
  await buyer.go("/account");
  await buyer.send("/language", { language: "en" });
});

after(async () => {
  await site?.stop();
  await provider?.stop();
});

// Orders a five-pack by card; answers the order's address.
async function order(reference = "") {
  await buyer.go("/orders/new?offer=five-pack");
  const page = await buyer.send("/orders/new", { offer: "five-pack", quantity: "1", region: "emea", way: "card", reference });
  assert.match(page.url.pathname, /^\/orders\/r_/, page.text);
  return page.url.pathname;
}

const pay = (address, number) => buyer.go(address, { method: "POST", body: new URLSearchParams({ number }) });
const says = (path, words) => buyer.go(path).then(({ text }) => text.includes(words));
const contracts = async () => [...(await buyer.go("/contracts")).text.matchAll(/Professional Support 5Pack/g)].length;

// Tells the portal an event, as whoever signs it so.
async function tell(event, signature) {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  const headers = { "content-type": "application/json", "stripe-signature": signature ?? signed(body) };
  const answer = await fetch(`${site.base}/payments/stripe`, { method: "POST", body, headers });
  return answer.status;
}

// What localstripe told of the payment of an order.
async function events(key) {
  const { data } = await provider.ask("/v1/events?limit=100");
  return data.filter(({ data: { object } }) => object.client_reference_id === key || object.metadata?.order === key);
}

const keyOf = (path) => path.split("/").at(-1);

test("an order is paid at the provider, and its contract is active once the provider has told so", async () => {
  const before = await contracts();
  const path = await order("PO 4711");
  assert.ok(buyer.page.text.includes("Awaiting payment"));
  assert.match(buyer.page.text, /SEK\s24,937\.50/);
  const address = buyer.button;
  const page = await buyer.go(address);
  assert.ok(page.text.includes(`${TOTAL} sek`) && page.text.includes("Professional Support 5Pack"), page.text);
  const back = await pay(address, GOOD);
  assert.equal(back.url.pathname, path);
  assert.ok(back.text.includes("Awaiting payment"), "the way back alone pays nothing");
  await eventually(() => says(path, "is active."), "the contract");
  assert.equal(await contracts(), before + 1);
  const told = await events(keyOf(path));
  assert.deepEqual(told.map(({ type }) => type).sort(), ["checkout.session.completed", "payment_intent.succeeded"]);
  await eventually(async () => (await new Visitor(site.base).go("/dev/mail")).text.includes("5Pack"), "the letter with the IDs");
});

test("a page that is asked for again is the same, and an order has one", async () => {
  const path = await order();
  const first = buyer.button;
  await buyer.go(path);
  assert.equal(buyer.button, first);
  const asked = (await provider.calls()).filter(([, once]) => once === `checkout/${keyOf(path)}`);
  assert.equal(asked.length, 1);
});

test("a declined card pays nothing, and another one does", async () => {
  const path = await order();
  const address = buyer.button;
  assert.equal((await pay(address, DECLINED)).status, 402);
  assert.ok(await says(path, "Awaiting payment"));
  await pay(address, GOOD);
  await eventually(() => says(path, "is active."), "the contract");
});

test("what is told again, by both events, out of order and at once, changes nothing", async () => {
  const path = await order();
  await pay(buyer.button, GOOD);
  await eventually(() => says(path, "is active."), "the contract");
  const before = await contracts();
  const told = await events(keyOf(path));
  const over = { type: "checkout.session.expired", data: { object: { client_reference_id: keyOf(path) } } };
  const again = Array.from({ length: 100 }, (_, place) => tell([...told, over][place % 3]));
  assert.deepEqual([...new Set(await Promise.all(again))], [204]);
  assert.ok(await says(path, "is active."));
  assert.equal(await contracts(), before);
});

test("what the provider has not signed just now is refused, and nothing comes of it", async () => {
  const path = await order();
  const object = { id: "pi_forged", amount: TOTAL, amount_received: TOTAL, currency: "sek", metadata: { order: keyOf(path) } };
  const forged = { type: "payment_intent.succeeded", data: { object } };
  const body = JSON.stringify(forged);
  for (const signature of ["", "nonsense", "t=1,v1=00", signed(body, { secret: "whsec_guessed" }), signed(`${body} `), signed(body, { ago: 301 }), signed(body, { ago: -301 }), signed(body).replace("v1", "v0")]) {
    assert.equal(await tell(body, signature), 400, signature);
  }
  for (const bad of ["", "{", "[]", "null", '{"type":"payment_intent.succeeded"}', '{"type":"payment_intent.succeeded","data":{"object":{"metadata":{"order":"r_1"},"amount":"much"}}}']) {
    assert.equal(await tell(bad), 400, bad);
  }
  assert.equal(await tell("x".repeat((1 << 20) + 1)), 413);
  assert.equal(await tell({ type: "customer.created", data: { object: { id: "cus_1" } } }), 204, "what concerns others is taken and left");
  assert.equal(await tell({ ...forged, data: { object: { ...object, metadata: { order: "r_00000000000000000000000000" } } } }), 204);
  assert.ok(await says(path, "Awaiting payment"));
  const elsewhere = await fetch(`${site.base}/payments/stripe`, { method: "POST", body, headers: { "stripe-signature": signed(body), origin: "https://evil.example.org" } });
  assert.equal(elsewhere.status, 403, "nobody's browser tells it");
  assert.equal((await fetch(`${site.base}/orders/${keyOf(path)}/refund`, { method: "POST", body, headers: { "stripe-signature": signed(body) } })).status, 415, "no other address is spared the form's token");
});

test("another amount delivers nothing, the service centre sees it and sends it back", async () => {
  const before = await contracts();
  const path = await order();
  const address = buyer.button;
  await provider.tell("http://127.0.0.1:9/nowhere");
  await pay(address, GOOD);
  const [{ data }] = (await events(keyOf(path))).filter(({ type }) => type === "payment_intent.succeeded");
  await provider.tell(`${site.base}/payments/stripe`);
  const less = { type: "payment_intent.succeeded", data: { object: { ...data.object, amount: 100, amount_received: 100 } } };
  assert.equal(await tell(less), 204);
  const page = await buyer.go(path);
  assert.match(page.text, /SEK\s1 came in, which is not what the order costs\./);
  assert.equal(await contracts(), before);
  const officer = new Visitor(site.base);
  await officer.enter("ingrid.falk@example.net");
  const list = await officer.go("/service-centre/orders?view=odd");
  assert.ok(list.text.includes(keyOf(path)), list.text);
  await officer.go(`/service-centre/orders/${keyOf(path)}`);
  const decided = await officer.send(`/service-centre/orders/${keyOf(path)}`, { decision: "return", reason: "Not the price" });
  assert.equal(decided.status, 200, decided.text);
  await eventually(() => says(path, "was sent back"), "the money");
  const { data: refunds } = await provider.ask(`/v1/refunds?payment_intent=${data.object.id}`);
  assert.equal(refunds.length, 1);
});

test("a refund ends the contract and is asked for until the provider has made it, once", async () => {
  const path = await order();
  await pay(buyer.button, GOOD);
  await eventually(() => says(path, "is active."), "the contract");
  const [{ data }] = (await events(keyOf(path))).filter(({ type }) => type === "payment_intent.succeeded");
  provider.cut();
  await buyer.go(path);
  const page = await buyer.send(`${path}/refund`);
  assert.ok(page.text.includes("Being refunded"), page.text);
  await eventually(() => site.log().includes("a refund was not made"), "the failure");
  const { code, said } = await site.command(["doctor"]);
  assert.equal(code, 4);
  assert.match(said, /not ok {2}cards: the payment provider cannot be reached/);
  await provider.mend();
  assert.match((await site.command(["doctor"])).said, /ok {6}cards: the payment provider answers/);
  await eventually(() => says(path, "The money was sent back"), "the money", 150);
  const { data: refunds } = await provider.ask(`/v1/refunds?payment_intent=${data.object.id}`);
  assert.deepEqual(refunds.map(({ amount }) => amount), [TOTAL]);
});

test("while the provider is away an order is kept, and is paid afterwards", async () => {
  provider.cut();
  const path = await order();
  assert.equal(buyer.page.status, 200);
  assert.ok(buyer.page.text.includes("The payment page cannot be reached right now."), buyer.page.text);
  await provider.mend();
  await buyer.go(path);
  await buyer.send(`${path}/payment`);
  await pay(buyer.button, GOOD);
  await eventually(() => says(path, "is active."), "the contract");
});

test("a page that was closed unpaid ends the order", async () => {
  const path = await order();
  const session = new URL(buyer.button).pathname.split("/").at(-1);
  await provider.ask(`/v1/checkout/sessions/${session}/expire`, { method: "POST" });
  await eventually(() => says(path, "Failed"), "the end");
  assert.ok(!`${site.log()}`.includes(SECRET) && !site.log().includes(KEY), "no secret is told");
});
