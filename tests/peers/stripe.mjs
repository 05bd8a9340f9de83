// Stripe, as others speak for it. What the portal asks is judged by Stripe's own description of its interface. Payments,
// cards, refunds and signed webhooks are localstripe's. No package keeps Checkout Sessions: their answers are made up
// from the description, and the payer's part at their page, which nobody sees, is played here.

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import qs from "qs";
import Stripe from "stripe";
import { freePort } from "../portal.mjs";
import { line } from "./line.mjs";
import { contract, VERSION } from "./stripe-contract.mjs";

const python = join(import.meta.dirname, ".venv/bin/python");

export const KEY = "sk_test_of_the_portal";
export const SECRET = "whsec_of_the_portal";
const FORM = "application/x-www-form-urlencoded";
// Which operations of Stripe's description answer what an event can be about.
const ABOUT = { "checkout.session": "GetCheckoutSessionsSession", payment_intent: "GetPaymentIntentsIntent", charge: "GetChargesCharge" };

const failed = (status, message) => ({ status, body: { error: { type: "invalid_request_error", message } } });
const named = (prefix) => `${prefix}_${randomBytes(12).toString("hex")}`;
const now = () => Math.floor(Date.now() / 1000);

// localstripe in a process of its own; answers its address and how to end it.
async function localstripe() {
  if (!existsSync(python)) throw new Error(`${python} is not there: run make tests/peers/.venv/ready`);
  const port = await freePort();
  const child = spawn(python, [join(import.meta.dirname, "stripe.py"), `${port}`], { stdio: "ignore" });
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error("localstripe ended at once");
    if (await fetch(base).then(() => true, () => false)) break;
    await wait(100);
  }
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  };
  return { base, stop };
}

// What Stripe answers about a session that was asked for, whose page is at `url`.
function opened({ line_items: items, payment_intent_data: payment, ...asked }, id, url) {
  const { currency } = items[0].price_data;
  const amount_total = items.reduce((sum, { quantity, price_data: { unit_amount: price } }) => sum + quantity * price, 0);
  return { ...asked, id, url, currency, amount_total, status: "open", payment_status: "unpaid", payment_intent: null };
}

// The judge in front of what is at `base`. `sessions` is what it has opened, by name; `asked` is what was asked of it, each
// with its answer; `trouble` may name a `status` that everything is answered with, or the milliseconds `after` which
// answers come.
async function gate(base) {
  const port = await freePort();
  const state = { port, sessions: new Map(), asked: [], trouble: {} };
  const once = new Map();
  const described = (state.described = await contract({
    key: KEY,
    handlers: {
      PostCheckoutSessions({ request: { requestBody } }) {
        const id = named("cs_test");
        const session = described.answer("PostCheckoutSessions", opened(requestBody, id, `http://localhost:${port}/c/pay/${id}`));
        state.sessions.set(id, { session: { ...session }, items: requestBody.line_items, metadata: requestBody.payment_intent_data.metadata });
        return { status: 200, body: session };
      },
    },
    async otherwise(_, { method, url, headers: { authorization, "content-type": type = FORM }, body }) {
      const answer = await fetch(base + url, { method, headers: { authorization, "content-type": type }, body: body.length ? body : undefined });
      return { status: answer.status, body: await answer.json() };
    },
  }));

  // As Stripe documents it: a key that was used answers what it answered then, and only to the same.
  async function judge(request) {
    const { method, url, headers, body } = request;
    if (headers["stripe-version"] !== VERSION) return failed(400, `The interface is that of ${VERSION}`);
    const key = headers["idempotency-key"];
    const before = once.get(key);
    if (before) return body.equals(before.body) ? before.answer : failed(400, "Keys can only be used with the same parameters");
    const form = body.length ? qs.parse(`${body}`, { depth: 9 }) : undefined;
    const answer = await described.ask({ method, path: url, headers, body: form }, request);
    if (key && answer.status < 400) once.set(key, { body, answer });
    return answer;
  }

  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const body = await buffer(request);
    const { status, after = 0 } = state.trouble;
    const judged = status ? Promise.resolve(failed(status, "Try again")) : judge({ method, url, headers, body });
    const answer = await judged.catch(({ stack }) => failed(500, stack));
    state.asked.push({ kind: `${method} ${url.split("?")[0]}`, once: headers["idempotency-key"], body, answer, isTrouble: Boolean(status) });
    await wait(after);
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return Object.assign(state, { close });
}

// Starts everything, behind a line that can be cut: `cut` and `mend` do so.
export async function stripe() {
  const payments = await localstripe();
  const judge = await gate(payments.base);
  const wire = await line(judge.port);
  const at = (address) => judge.sessions.get(new URL(address).pathname.split("/").at(-1));

  // Asks as the portal does, with a form or its text.
  async function ask(path, form) {
    const headers = { authorization: `Bearer ${KEY}`, "stripe-version": VERSION, ...(form && { "content-type": FORM }) };
    const body = typeof form === "object" ? qs.stringify(form) : form;
    const answer = await fetch(`http://127.0.0.1:${judge.port}${path}`, { method: form ? "POST" : "GET", headers, body });
    return answer.json();
  }

  // Types the card's number at a page; answers the payment, or why there is none.
  async function pay(address, number) {
    const { session, metadata } = at(address);
    const card = { number, exp_month: 12, exp_year: 2040, cvc: "123" };
    const { id: payment_method } = await ask("/v1/payment_methods", { type: "card", card });
    const { amount_total: amount, currency } = session;
    const payment = await ask("/v1/payment_intents", { amount, currency, metadata, payment_method, confirm: true });
    if (!payment.error) Object.assign(session, { status: "complete", payment_status: "paid", payment_intent: payment.id });
    return payment;
  }

  // An event as Stripe describes it, about an object of that kind of which this is `known`.
  function event(type, kind, known) {
    const object = judge.described.answer(ABOUT[kind], known);
    return judge.described.answer("GetEventsId", { id: named("evt"), type, api_version: VERSION, created: now(), data: { object } });
  }

  // Lets localstripe send its events to an address.
  const tell = (url) =>
    fetch(`${payments.base}/_config/webhooks/portal`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ url, secret: SECRET }) });

  // Does something and hears, instead of the portal, what localstripe tells of it; answers its text and its signature.
  async function overheard(deed) {
    const ear = createServer();
    const heard = new Promise((resolve) => ear.once("request", (...both) => resolve(both)));
    await new Promise((resolve) => ear.listen(0, "127.0.0.1", resolve));
    await tell(`http://127.0.0.1:${ear.address().port}`);
    await deed();
    const [request, response] = await heard;
    const told = { body: `${await buffer(request)}`, signature: request.headers["stripe-signature"] };
    response.end();
    ear.close();
    return told;
  }

  const stop = async () => {
    wire.cut();
    judge.close();
    await payments.stop();
  };
  return Object.assign(judge, wire, { at, ask, pay, event, tell, overheard, stop });
}

// The signature of Stripe's own library, over what is sent `ago` seconds after it was signed.
export const signed = (payload, { secret = SECRET, ago = 0 } = {}) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: now() - ago });
