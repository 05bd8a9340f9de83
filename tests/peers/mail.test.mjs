// Letters through a real mail server: how the connection is protected, what arrives, and what becomes of what is refused.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { freePort, portal } from "../portal.mjs";
import { certificates, later, mailServer, never, onlyLater, PASSWORD, silence, USER } from "./mail-server.mjs";
import { eventually, Visitor } from "./visitor.mjs";

const CONTACT = "desk@example.com";
const GREYLISTED = "greylisted@example.com";
const CUT = "cut@example.com";
const GONE = "gone@example.com";
const HUNG = "hung@example.com";
const UNHEARD = "unheard@example.com";

let folder;
let known;
let server;
let site;
// Another portal, whose mail server says nothing at first, is away then, and comes in the end.
let patient;
let silent;
let late;

// The settings of a portal that sends through the server at `port`.
const settings = (port, security) => ({
  SSL_CERT_FILE: join(folder, "authority.pem"),
  KLIPPKORT_CONTACT: CONTACT,
  KLIPPKORT_MAIL_HOST: "localhost",
  KLIPPKORT_MAIL_PORT: `${port}`,
  KLIPPKORT_MAIL_SECURITY: security,
  KLIPPKORT_MAIL_USER: USER,
  KLIPPKORT_MAIL_PASSWORD_FILE: join(folder, "password"),
  KLIPPKORT_MAIL_FROM: "Support <support@example.com>",
});

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "klippkort-mail-"));
  known = await certificates();
  writeFileSync(join(folder, "authority.pem"), known.authority);
  writeFileSync(join(folder, "password"), `${PASSWORD}\n`);
  const port = await freePort();
  server = await mailServer({ port, ...known });
  const [greylisted, cut] = [onlyLater(GREYLISTED), onlyLater(CUT)];
  server.refuse = (address) => (greylisted(address) ? later : address === GONE ? never : null);
  server.dies = cut;
  site = await portal(settings(port, "starttls"));
  // The last test sees what became of these: letters that failed wait a minute before they are tried again.
  for (const address of [GREYLISTED, CUT, GONE]) await ask(address);
  late = await freePort();
  silent = await silence(late);
  patient = await portal(settings(late, "starttls"));
  await ask(HUNG, "en", patient);
});

after(async () => {
  await Promise.all([site?.stop(), patient?.stop()]);
  await Promise.all([server?.stop(), silent?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

async function ask(email, language, at = site) {
  const visitor = new Visitor(at.base, language);
  await visitor.go("/sign-in");
  const { url } = await visitor.send("/sign-in", { email, return_to: "/" });
  assert.equal(url.pathname, "/sign-in/sent");
  return visitor;
}

const received = (email, subject, from = server) =>
  eventually(() => from.letters.find((letter) => letter.address === email && letter.subject.includes(subject)), `“${subject}” to ${email}`);

// What every letter has, in whichever language.
function isWellMade(letter, language) {
  const header = (name) => letter.headers.get(name);
  assert.match(letter.messageId, /^<[^<>\s]+@localhost>$/);
  assert.ok(Math.abs(letter.date - Date.now()) < 10 * 60_000, `${letter.date}`);
  assert.equal(header("auto-submitted"), "auto-generated");
  assert.equal(header("content-language"), language);
  assert.equal(header("mime-version"), "1.0");
  assert.equal(header("content-type").value, "multipart/alternative");
  assert.deepEqual(letter.from.value, [{ address: "support@example.com", name: "Support" }]);
  assert.equal(letter.replyTo.text, CONTACT);
  assert.ok(letter.html.includes(`<html lang="${language}">`));
  assert.ok(!/src=|<script|<link/.test(letter.html), "nothing is fetched when it is read");
  assert.ok(!/Reply above this line|Svara ovanför/.test(letter.text + letter.html), "nobody reads answers yet");
}

test("a letter goes over STARTTLS to a server that knows us, in the reader's language", async () => {
  const visitor = await ask("nova@example.com", "en");
  const letter = await received("nova@example.com", "Sign in to Klippkort");
  isWellMade(letter, "en");
  assert.ok(letter.session.secure, "over TLS");
  assert.equal(letter.session.user, USER);
  assert.equal(letter.headers.get("list-unsubscribe"), undefined, "nobody turns off letters that they asked for");
  const [, code] = /code where you asked for it: (\d{6})/.exec(letter.text);
  const [link] = /http:\/\/localhost:\d+\/sign-in\/link\/\S+/.exec(letter.text);
  assert.ok(letter.html.includes(code) && letter.html.includes(`href="${link}"`), "both parts say the same");
  await visitor.go("/sign-in/sent");
  await visitor.send("/sign-in/code", { code });
  assert.ok(await visitor.isSignedInAs("nova@example.com"));

  await ask("sven@example.com", "sv");
  const swedish = await received("sven@example.com", "Logga in i Klippkort");
  isWellMade(swedish, "sv");
  assert.match(swedish.text, /gäller en gång|\d minuter/);
});

test("the letter with both IDs goes to the owner of a contract in their language", async () => {
  const owner = "agnes.ek@example.com";
  const done = async (...words) => {
    const { code, said } = await site.command([...words, "--json"]);
    assert.equal(code, 0, said);
    return JSON.parse(said);
  };
  await done("person", "add", owner, "--language", "sv", "--zone", "Europe/Stockholm");
  const terms = ["--country", "SE", "--zone", "Europe/Stockholm", "--start", new Date().toISOString().slice(0, 10)];
  const issued = await done("contract", "issue", "--offer", "partner-gold-20", "--owner", owner, ...terms);
  await done("contract", "activate", issued.key);
  const letter = await received(owner, "Ert supportkontrakt är aktivt");
  isWellMade(letter, "sv");
  for (const part of [letter.text, letter.html]) {
    assert.ok(part.includes(issued.access_id));
    assert.match(part, /\b\d{12}\b/, "the Contract ID");
    assert.ok(part.includes("Ta med alla nollor."));
  }
});

test("an answer joins the thread of its request and can be turned off", async () => {
  const desk = new Visitor(site.base);
  await desk.enter("linnea.ek@example.net");
  const { text } = await desk.go("/desk");
  const requests = [...new Set([...text.matchAll(/href="(\/desk\/requests\/INC-?\d+)"/g)].map(([, path]) => path))];
  assert.ok(requests.length > 0, "the demo has open requests");
  await desk.go(requests[0]);
  await desk.send(`${requests[0]}/assignment`);
  await desk.go(requests[0]);
  const { status } = await desk.send(`${requests[0]}/messages`, { kind: "reply", message: "Remove the **spare part** and restart.", then: "go_on" });
  assert.equal(status, 200);
  const letter = await eventually(() => server.letters.find(({ text }) => text.includes("spare part")), "the answer");
  isWellMade(letter, letter.headers.get("content-language"));
  const number = requests[0].split("/").at(-1);
  assert.ok(letter.subject.startsWith(`[${number}]`), letter.subject);
  assert.ok(letter.inReplyTo.includes(number) && letter.messageId !== letter.inReplyTo);
  assert.equal(letter.references, letter.inReplyTo);
  assert.match(letter.html, /<strong>spare part<\/strong>/);
  const off = letter.headers.get("list").unsubscribe.url;
  assert.ok(off.startsWith(`${site.base}/notices/`), off);
  assert.equal(letter.headers.get("list")["unsubscribe-post"].name, "List-Unsubscribe=One-Click");
  // As a mail program does it, which has no cookies and never asked for a page.
  const turnedOff = () => fetch(off, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }), redirect: "manual" });
  for (const answer of [await turnedOff(), await turnedOff()]) assert.equal(answer.status, 200);
  assert.equal((await fetch(`${off}x`, { method: "POST", redirect: "manual" })).status, 404);
  await desk.go(requests[0]);
  await desk.send(`${requests[0]}/messages`, { kind: "reply", message: "And the **other one** too.", then: "go_on" });
  // A letter that is asked for after it has come: so would it have.
  await ask("after@example.com");
  await eventually(() => server.letters.some(({ to }) => to.text.includes("after@example.com")), "the later letter");
  const again = server.letters.filter(({ to, text }) => to.text === letter.to.text && text.includes("other one"));
  assert.equal(again.length, 0, "nothing more is sent");
});

test("a letter goes over TLS from the first byte", async () => {
  const port = await freePort();
  const closed = await mailServer({ port, ...known, secure: true });
  const { code, said } = await site.command(["doctor"], settings(port, "tls"));
  const [session] = closed.sessions;
  await closed.stop();
  assert.equal(code, 0, said);
  assert.match(said, /ok {6}mail: localhost answers/);
  assert.ok(session.secure);
  assert.equal(session.tried, USER);
});

test("a server that cannot prove itself, or offers no TLS, is told no password", async () => {
  const [plain, bare] = [await freePort(), await freePort()];
  const stranger = await certificates();
  const [honest, stripped] = [await mailServer({ port: plain, ...stranger }), await mailServer({ port: bare, ...known, hidden: ["STARTTLS"] })];
  for (const [over, why] of [
    [settings(plain, "starttls"), /certificate/i],
    [settings(plain, "tls"), /./],
    [{ ...settings(plain, "starttls"), KLIPPKORT_MAIL_HOST: "127.0.0.1" }, /certificate/i],
    [settings(bare, "starttls"), /./],
  ]) {
    const { code, said } = await site.command(["doctor"], over);
    assert.equal(code, 4, said);
    assert.match(/not ok {2}mail: (.*)/.exec(said)?.[1] ?? "", why);
  }
  const sessions = [...honest.sessions, ...stripped.sessions];
  await Promise.all([honest.stop(), stripped.stop()]);
  assert.ok(sessions.length >= 2, "they were asked");
  assert.deepEqual(sessions.filter((session) => session.tried), []);
});

test("a wrong password is found out before a letter waits for it", async () => {
  const { code, said } = await site.command(["doctor"], { KLIPPKORT_MAIL_PASSWORD_FILE: "", KLIPPKORT_MAIL_PASSWORD: "another" });
  assert.equal(code, 4, said);
  assert.match(said, /not ok {2}mail: .*535/);
  assert.ok(!said.includes("another"), said);
});

test("while the mail server hangs or is away pages work as ever, and each letter arrives once afterwards", async () => {
  await eventually(() => silent.heard() > 0, "the first try");
  for (const hangs of [true, false]) {
    const begun = Date.now();
    for (const path of ["/", "/help", "/sign-in"]) assert.equal((await new Visitor(patient.base).go(path)).status, 200);
    assert.ok(Date.now() - begun < 5_000, "nobody waits for the mail server");
    if (hangs) await silent.stop();
    await ask(UNHEARD, "en", patient);
  }
  const { said } = await patient.command(["doctor"]);
  assert.match(said, /not ok {2}mail: /);
  assert.match(said, /letters: [1-9]\d* waiting, 0 given up/);
  const there = await mailServer({ port: late, ...known });
  try {
    for (const address of [HUNG, UNHEARD]) {
      await eventually(() => there.letters.some((letter) => letter.address === address), `the letter to ${address}`, 150);
    }
    const copies = there.letters.filter(({ address }) => address === HUNG);
    assert.equal(copies.length, 1);
    assert.match((await patient.command(["doctor"])).said, /ok {6}mail: /);
  } finally {
    await there.stop();
  }
});

test("what is refused for now, or cut off, arrives once later; what is refused for good is told to the operator", async () => {
  const told = async () => (await site.command(["doctor"])).said;
  await eventually(async () => /1 given up, the last to gone@example\.com: .*550/.test(await told()), "the letter that was given up");
  assert.match(site.log(), /a letter was not sent.*550/);
  for (const address of [GREYLISTED, CUT]) {
    await eventually(() => server.letters.some((letter) => letter.address === address), `the letter to ${address}`, 150);
  }
  const copies = server.letters.filter(({ address }) => [GREYLISTED, CUT, GONE].includes(address)).map(({ address }) => address);
  assert.deepEqual(copies.toSorted(), [CUT, GREYLISTED]);
  assert.match(await told(), /ok {6}letters: 0 waiting, 1 given up/);
});
