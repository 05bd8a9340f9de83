import assert from "node:assert/strict";
import { test } from "node:test";
import { holdsSecret, marks, saysWhatWasTried, withoutHeadings } from "../js/judgement.js";

test("passwords and keys are noticed", () => {
  for (const text of [
    "The password is Hunter2!x",
    "lösenordet är Sommar2026",
    "Lösenord: hemligt-123",
    "api_key=9f8e7d6c5b4a",
    "postgres://app:s3cr3tpass@db.example.com/app",
    "-----BEGIN RSA PRIVATE KEY-----",
    "AKIAABCDEFGHIJKLMNOP",
  ]) {
    assert.ok(holdsSecret(text), text);
  }
});

test("talking about passwords is no secret", () => {
  for (const text of [
    "Users must change their password at each sign-in.",
    "Lösenordet är fel enligt servern.",
    "The token is rejected",
    "https://example.com/help?id=3",
  ]) {
    assert.ok(!holdsSecret(text), text);
  }
});

test("a full description has four marks", () => {
  const begun = "It does not work any more on our server.";
  assert.equal(marks(begun), 1);
  assert.ok(!saysWhatWasTried(begun));
  const full = `Error 0x80070005 since version 10.0.20348. We restarted the service. ${"More. ".repeat(70)}`;
  assert.equal(marks(full), 4);
  assert.ok(!saysWhatWasTried(withoutHeadings("### What have you tried?\n")));
  assert.ok(saysWhatWasTried("Vi har startat om tjänsten."));
});
