// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { isSealedBox, openBox, sealBox } from "./sealed-box.js";

const plain = Buffer.from("the hash of a key");
const box = sealBox(plain, "a long passphrase");

it("opens with its passphrase, and never with another one", () => {
  expect(isSealedBox(JSON.parse(JSON.stringify(box)))).toBe(true);
  expect(openBox(box, "a long passphrase")).toEqual(plain);
  expect(openBox(box, "another passphrase")).toBeUndefined();
  expect(JSON.stringify(box)).not.toContain(plain.toString("base64"));
});

it("does not open once it was altered", () => {
  const other = Buffer.from(box.data, "base64");
  other[0] = (other[0] ?? 0) ^ 1;
  expect(openBox({ ...box, data: other.toString("base64") }, "a long passphrase")).toBeUndefined();
  expect(openBox({ ...box, tag: "" }, "a long passphrase")).toBeUndefined();
});
