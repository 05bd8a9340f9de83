// Files in a real S3 server: in and out, with forms and in pieces, while it is away, and when nobody needs them any more.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { portal } from "../portal.mjs";
import { bucket } from "./bucket.mjs";
import { eventually, Visitor } from "./visitor.mjs";

const MEBIBYTE = 1 << 20;
// As she reads it, and as the status page says it to anybody.
const AWAY = ["Filer kan inte tas emot just nu.", "Files cannot be received right now."];

let place;
let site;
let maja;
let request;

before(async () => {
  place = await bucket("attachments");
  site = await portal({
    KLIPPKORT_BUCKET: "attachments",
    KLIPPKORT_BUCKET_ENDPOINT: place.endpoint,
    KLIPPKORT_BUCKET_ACCESS_KEY: "portal",
    KLIPPKORT_BUCKET_SECRET: "a secret of the bucket",
  });
  maja = new Visitor(site.base);
  await maja.enter("maja.lindqvist@example.com");
  const { text } = await maja.go("/requests");
  for (const [, path] of text.matchAll(/href="(\/requests\/INC[^"/]*)"/g)) {
    if ((await maja.go(path)).text.includes(`${path}/replies`)) request = path;
  }
  assert.ok(request, "the demo has an open request of hers");
});

after(async () => {
  await site?.stop();
  await place?.stop();
});

// Bytes that differ from place to place.
function content(length) {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32LE(at ^ 0x5bd1, at);
  return bytes;
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

// Answers the request with files, as a browser without scripts does.
async function reply(message, ...files) {
  await maja.go(request);
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...maja.hidden(`${request}/replies`), message })) body.set(name, value);
  for (const [name, bytes] of files) body.append("files", new Blob([bytes]), name);
  return maja.go(`${request}/replies`, { method: "POST", body });
}

// Where the file called `name` is downloaded from.
async function download(name) {
  const { text } = await maja.go(request);
  const link = [...text.matchAll(/<a[^>]*href="(\/files\/[^"]*)"[^>]*>([^<]*)/g)].find(([, , label]) => label.includes(name));
  assert.ok(link, `${name} is on the page`);
  return link[1];
}

async function bytes(path, headers) {
  const { answer } = await maja.ask(path, { headers });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

// One request of the tus protocol.
async function tus(method, path, headers = {}, body) {
  await maja.go(request);
  const csrf = maja.hidden(`${request}/replies`).csrf;
  const { answer } = await maja.ask(path, { method, body, headers: { "tus-resumable": "1.0.0", "x-csrf-token": csrf, ...headers } });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

async function begin(name, length) {
  const made = await tus("POST", `${request}/files`, { "upload-length": `${length}`, "upload-metadata": `filename ${btoa(name)}` });
  assert.equal(made.status, 201, made.text);
  return made.headers.get("location");
}

const append = (path, offset, piece) =>
  tus("PATCH", path, { "upload-offset": `${offset}`, "content-type": "application/offset+octet-stream" }, piece);

const offset = async (path) => Number((await tus("HEAD", path)).headers.get("upload-offset"));

test("a file of a form is kept in the bucket, and comes back whole or in part", async () => {
  const sent = content(9 * MEBIBYTE + 5);
  const page = await reply("Here is the log.", ["kern.log", sent], ["empty-not.txt", "a"]);
  assert.equal(page.status, 200, page.text);
  assert.equal((await place.keys("files/")).length, 2);
  const path = await download("kern.log");
  const whole = await bytes(path);
  assert.equal(whole.status, 200);
  assert.equal(sha256(whole.bytes), sha256(sent));
  assert.match(whole.headers.get("content-disposition"), /^attachment; .*kern\.log/);
  const part = await bytes(path, { range: `bytes=${4 * MEBIBYTE}-${4 * MEBIBYTE + 99}` });
  assert.equal(part.status, 206);
  assert.deepEqual(part.bytes, sent.subarray(4 * MEBIBYTE, 4 * MEBIBYTE + 100));
  assert.equal((await bytes(path, { range: "bytes=99999999-" })).status, 416);
});

test("an upload in pieces goes on where the line to the bucket broke, and is whole in the end", async () => {
  const sent = content(20 * MEBIBYTE);
  const path = await begin("dump.bin", sent.length);
  place.cutAfter(10 * MEBIBYTE);
  const broken = await append(path, 0, sent);
  assert.equal(broken.status, 503, broken.text);
  assert.ok(broken.text.includes("Files cannot be reached right now"), broken.text);
  await place.mend();
  const safe = await offset(path);
  assert.ok(safe >= 8 * MEBIBYTE && safe < 10 * MEBIBYTE, `the part that arrived is safe: ${safe}`);
  assert.equal((await append(path, safe + 1, sent.subarray(safe + 1))).status, 409, "not with a gap");
  assert.equal((await append(path, safe, sent.subarray(safe))).status, 204);
  assert.deepEqual(await place.keys("uploads/"), [], "the parts are one file now");
  await reply("And the dump.");
  const whole = await bytes(await download("dump.bin"));
  assert.equal(sha256(whole.bytes), sha256(sent));
});

test("while the bucket is away the portal says so, loses nothing and goes on", async () => {
  const path = await download("kern.log");
  const upload = await begin("later.bin", 3 * MEBIBYTE);
  await append(upload, 0, content(MEBIBYTE));
  place.cut();
  const page = await reply("It happened again at noon.", ["noon.log", "one line\n"]);
  assert.equal(page.status, 503);
  assert.ok(page.text.includes(AWAY[0]), page.text);
  assert.ok(page.text.includes("It happened again at noon."), "what was typed is kept");
  const refused = await bytes(path);
  assert.equal(refused.status, 503);
  assert.ok(Number(refused.headers.get("retry-after")) > 0);
  assert.equal((await append(upload, MEBIBYTE, content(MEBIBYTE))).status, 503);
  assert.equal((await reply("Without the file, then.")).status, 200, "an answer without files is taken");
  const anybody = new Visitor(site.base);
  const status = () => anybody.go("/status").then(({ text }) => text.includes(AWAY[1]));
  await eventually(status, "the status page's word");
  assert.equal((await maja.go("/healthz")).text, "ok\n", "the portal itself is well");
  const { code, said } = await site.command(["doctor"]);
  assert.equal(code, 4);
  assert.match(said, /not ok {2}files: the place for files is unavailable/);
  assert.ok(!`${said}${site.log()}`.includes("a secret of"), "no secret is told");

  await place.mend();
  assert.equal((await bytes(path)).status, 200);
  assert.equal(await offset(upload), MEBIBYTE, "what was there is there");
  await eventually(async () => !(await status()), "the all-clear");
  assert.match((await site.command(["doctor"])).said, /ok {6}files: the bucket attachments answers/);
});

test("the sweep takes what was taken back, and leaves what is known or on its way", async () => {
  const upload = await begin("slow.bin", 2 * MEBIBYTE);
  await append(upload, 0, content(MEBIBYTE));
  const before = await place.keys();
  const unwanted = await begin("unwanted.txt", 4);
  assert.equal((await append(unwanted, 0, "text")).status, 204);
  const [key, ...others] = (await place.keys()).filter((key) => !before.includes(key));
  assert.deepEqual(others, []);
  assert.equal((await tus("DELETE", unwanted)).status, 204);
  await site.restart();
  await eventually(async () => !(await place.keys()).includes(key), "the sweep");
  assert.deepEqual(await place.keys(), before);
  const sent = content(2 * MEBIBYTE);
  assert.equal((await append(upload, MEBIBYTE, sent.subarray(MEBIBYTE))).status, 204);
});
