import assert from "node:assert/strict";
import { test } from "node:test";
import { split } from "../js/id-pair.js";

const PAIR = ["0230242323", "464814120931"];

test("a pair is found however it was copied", () => {
  for (const text of [
    "0230242323 464814120931",
    "0230242323\n464814120931",
    "0230242323\t464814120931",
    "0230242323, 464814120931",
    "0230242323 / 464814120931",
    "Access ID: 0230242323\nContract ID: 464814120931\n",
    "Access-ID: 023 024 2323\nKontrakts-ID: 4648-1412-0931",
    "Access ID 0230242323 and Contract ID 464814120931.",
    "０２３０２４２３２３\u00a0464814120931",
  ]) {
    assert.deepEqual(split(text), PAIR, text);
  }
});

test("the Contract ID may be named first", () => {
  assert.deepEqual(split("Contract ID: 464814120931\nAccess ID: 0230242323"), PAIR);
});

test("zeros at the start stay", () => {
  assert.deepEqual(split("0000001 0000002"), ["0000001", "0000002"]);
});

test("one ID, three of them or none are left to the field", () => {
  for (const text of ["0230242323", "023 024 2323", "", "hello", "1234567 2345678 3456789", "12 34"]) {
    assert.equal(split(text), undefined, text);
  }
});
