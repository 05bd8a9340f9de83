// Buying by card at localstripe, judged by Stripe's own description: paid once, declined, told again, told wrongly, told
// by strangers, told in another order, refunded, slow, broken and away.

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

const pay = (address, number) => provider.pay(address, number);
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
  return data.filter(({ data: { object } }) => object.metadata?.order === key);
}

// What is told of the session of a page.
const event = (type, address) => provider.event(`checkout.session.${type}`, "checkout.session", provider.at(address).session);
const asked = (key) => provider.asked.filter(({ once }) => once === `checkout/${key}`);
const keyOf = (path) => path.split("/").at(-1);

// Pays while the portal hears nothing; answers what it would have heard.
async function paidUnheard(address) {
  const told = await provider.overheard(() => pay(address, GOOD));
  await provider.tell(`${site.base}/payments/stripe`);
  return told;
}

test("an order is paid at the provider, and its contract is active once the provider has told so", async () => {
  const before = await contracts();
  const path = await order("PO 4711");
  assert.ok(buyer.page.text.includes("Awaiting payment"));
  assert.match(buyer.page.text, /SEK\s24,937\.50/);
  const address = buyer.button;
  const { session, items } = provider.at(address);
  assert.equal(session.url, address);
  assert.equal(session.customer_email, BUYER);
  assert.ok(items[0].price_data.product_data.name.includes("Professional Support 5Pack"));
  const payment = await pay(address, GOOD);
  assert.deepEqual([payment.status, payment.amount, payment.currency], ["succeeded", TOTAL, "sek"]);
  const back = await buyer.go(session.success_url);
  assert.equal(back.url.pathname, path);
  assert.ok(back.text.includes("Awaiting payment"), "the way back alone pays nothing");
  await eventually(() => says(path, "is active."), "the contract");
  assert.equal(await contracts(), before + 1);
  assert.deepEqual((await events(keyOf(path))).map(({ type }) => type), ["payment_intent.succeeded"]);
  await eventually(async () => (await new Visitor(site.base).go("/dev/mail")).text.includes("5Pack"), "the letter with the IDs");
});

test("a page that is asked for again is the same, and an order has one", async () => {
  const path = await order();
  const first = buyer.button;
  await buyer.go(path);
  assert.equal(buyer.button, first);
  assert.equal(asked(keyOf(path)).length, 1);
});

test("a declined card pays nothing, and another one does", async () => {
  const path = await order();
  const address = buyer.button;
  assert.equal((await pay(address, DECLINED)).error.code, "card_declined");
  await eventually(async () => (await events(keyOf(path))).some(({ type }) => type === "payment_intent.payment_failed"), "the refusal");
  assert.ok(await says(path, "Awaiting payment"));
  await pay(address, GOOD);
  await eventually(() => says(path, "is active."), "the contract");
});

test("what is told fifty times at once makes one contract, and told afterwards in any order changes nothing", async () => {
  const before = await contracts();
  const path = await order();
  const address = buyer.button;
  const payment = await paidUnheard(address);
  assert.ok(await says(path, "Awaiting payment"), "nobody has told anything");
  const told = [() => tell(payment.body, payment.signature), () => tell(event("completed", address))];
  const first = Array.from({ length: 50 }, (_, place) => told[place % 2]());
  assert.deepEqual([...new Set(await Promise.all(first))], [204]);
  assert.ok(await says(path, "is active."));
  assert.equal(await contracts(), before + 1);
  const over = ["expired", "async_payment_failed"].map((type) => () => tell(event(type, address)));
  assert.deepEqual([...new Set(await Promise.all([...over, ...told].map((one) => one())))], [204]);
  assert.ok(await says(path, "is active."));
  assert.equal(await contracts(), before + 1);
});

test("a refund that is told or asked for before the payment changes nothing", async () => {
  const path = await order();
  const address = buyer.button;
  const charge = { id: "ch_early", amount: TOTAL, amount_refunded: TOTAL, currency: "sek", refunded: true, metadata: { order: keyOf(path) } };
  assert.equal(await tell(provider.event("charge.refunded", "charge", charge)), 204);
  // No form of the page leads there: another one's token is taken along.
  const refused = await buyer.go(`${path}/refund`, { method: "POST", body: new URLSearchParams(buyer.hidden("/sign-out")) });
  assert.equal(refused.status, 409, refused.text);
  assert.ok(await says(path, "Awaiting payment"));
  await pay(address, GOOD);
  await eventually(() => says(path, "is active."), "the contract");
});

test("money that is told of after the page was closed still buys", async () => {
  const path = await order();
  const address = buyer.button;
  await paidUnheard(address);
  assert.equal(await tell(event("expired", address)), 204);
  assert.ok(await says(path, "Failed"));
  assert.equal(await tell(event("completed", address)), 204);
  assert.ok(await says(path, "is active."));
});

test("a page that was filled in and not yet paid buys nothing until the money is there", async () => {
  const path = await order();
  const address = buyer.button;
  const { session } = provider.at(address);
  Object.assign(session, { status: "complete", payment_intent: "pi_slow" });
  assert.equal(await tell(event("completed", address)), 204);
  assert.ok(await says(path, "Awaiting payment"));
  session.payment_status = "paid";
  assert.equal(await tell(event("async_payment_succeeded", address)), 204);
  assert.ok(await says(path, "is active."));
});

test("what the provider has not signed just now is refused, and nothing comes of it", async () => {
  const path = await order();
  const object = { id: "pi_forged", amount: TOTAL, amount_received: TOTAL, currency: "sek", metadata: { order: keyOf(path) } };
  const forged = provider.event("payment_intent.succeeded", "payment_intent", object);
  const body = JSON.stringify(forged);
  for (const signature of ["", "nonsense", "t=1,v1=00", signed(body, { secret: "whsec_guessed" }), signed(`${body} `), signed(body, { ago: 310 }), signed(body, { ago: -360 }), signed(body).replace("v1", "v0")]) {
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
  const { body } = await paidUnheard(address);
  const { id, metadata } = JSON.parse(body).data.object;
  const less = provider.event("payment_intent.succeeded", "payment_intent", { id, metadata, currency: "sek", amount: 100, amount_received: 100 });
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
  const { data: refunds } = await provider.ask(`/v1/refunds?payment_intent=${id}`);
  assert.equal(refunds.length, 1);
});

test("a refund ends the contract and is asked for until the provider has made it, once", async () => {
  const path = await order();
  const { id } = await pay(buyer.button, GOOD);
  await eventually(() => says(path, "is active."), "the contract");
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
  const { data: refunds } = await provider.ask(`/v1/refunds?payment_intent=${id}`);
  assert.deepEqual(refunds.map(({ amount }) => amount), [TOTAL]);
});

test("while the provider is away or broken an order is kept, and is paid afterwards", async () => {
  const troubles = [503, 500, 429, 409, 401, 400].map((status) => () => (provider.trouble = { status }));
  for (const begin of [provider.cut, ...troubles]) {
    begin();
    const path = await order();
    assert.equal(buyer.page.status, 200);
    assert.ok(buyer.page.text.includes("The payment page cannot be reached right now."), buyer.page.text);
    if (begin === provider.cut) await provider.mend();
    provider.trouble = {};
    await buyer.go(path);
    await buyer.send(`${path}/payment`);
    await pay(buyer.button, GOOD);
    await eventually(() => says(path, "is active."), "the contract");
  }
});

test("a provider that answers too late is asked again, and gives the page that it had made", async () => {
  provider.trouble = { after: 7_000 };
  const path = await order();
  assert.ok(buyer.page.text.includes("The payment page cannot be reached right now."), buyer.page.text);
  provider.trouble = {};
  await buyer.go(path);
  await buyer.send(`${path}/payment`);
  const [late, again, ...more] = asked(keyOf(path));
  assert.deepEqual([late.answer.body.url, more], [again.answer.body.url, []]);
  assert.equal(buyer.button, late.answer.body.url);
  await pay(buyer.button, GOOD);
  await eventually(() => says(path, "is active."), "the contract");
});

test("a page that was closed unpaid ends the order", async () => {
  const path = await order();
  Object.assign(provider.at(buyer.button).session, { status: "expired" });
  assert.equal(await tell(event("expired", buyer.button)), 204);
  assert.ok(await says(path, "Failed"));
  assert.ok(!`${site.log()}`.includes(SECRET) && !site.log().includes(KEY), "no secret is told");
});

test("everything that was asked keeps to the provider's own description, and what does not is refused", async () => {
  const own = provider.asked.filter(({ isTrouble }) => !isTrouble);
  assert.deepEqual(own.filter(({ answer: { status } }) => status >= 400 && status !== 402), []);
  const kinds = new Set(own.map(({ kind }) => kind));
  for (const kind of ["POST /v1/checkout/sessions", "POST /v1/refunds", "GET /v1/refunds"]) assert.ok(kinds.has(kind), kind);
  const { body } = own.find(({ kind }) => kind === "POST /v1/checkout/sessions");
  for (const [right, wrong] of [["=payment&", "=pay&"], ["mode", "node"], ["[unit_amount]", "[unit_amounts]"], ["[quantity]=1", "[quantity]=one"], ["metadata[order]", "metadata"]]) {
    const bad = decodeURIComponent(`${body}`).replace(right, wrong);
    assert.notEqual(bad, decodeURIComponent(`${body}`), right);
    assert.equal((await provider.ask("/v1/checkout/sessions", bad)).error?.type, "invalid_request_error", bad);
  }
});
