// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { compareHashes } from "./compare-hashes.js";

const hash = (byte: number) => new Uint8Array(32).fill(byte);
const hex = (byte: string) => byte.repeat(32);

test("hashes that are equal have no difference", () => {
  expect(compareHashes(null, null)).toBeUndefined();
  expect(compareHashes(null, undefined)).toBeUndefined();
  expect(compareHashes(Buffer.concat([hash(1), hash(2)]), Buffer.concat([hash(1), hash(2)]))).toBeUndefined();
});

test.each([
  ["a hash", hash(1), hash(2), `expected ${hex("01")}, computed from the events, got ${hex("02")}`],
  [
    "the second of two hashes",
    Buffer.concat([hash(1), hash(2)]),
    Buffer.concat([hash(1), hash(3)]),
    `hash 1: expected ${hex("02")}, computed from the events, got ${hex("03")}`,
  ],
  ["no hash", hash(1), null, "expected 32 bytes, computed from the events, got 0"],
  ["too many hashes", hash(1), new Uint8Array(64), "expected 32 bytes, computed from the events, got 64"],
  ["a hash of an empty log", null, hash(1), "expected no hashes, since there are no events"],
])("%s is reported", (_, expected, found, message) => {
  expect(compareHashes(expected, found)).toBe(message);
});
