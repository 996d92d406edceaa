// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import * as crypto from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesFromHex, bytesToHex } from "../index.ts";
import * as node from "./hash-node.ts";
import * as portable from "./hash-portable.ts";

const texts = fc.string({ unit: "grapheme" });

describe.each([
  ["Node", node],
  ["every platform", portable],
])("the hashes for %s", (_, { sha256, sha256HexOfText, shake256Hex }) => {
  it("match those of OpenSSL", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), texts, fc.integer({ min: 1, max: 400 }), (bytes, text, length) => {
        expect(bytesToHex(sha256(bytes))).toBe(crypto.createHash("sha256").update(bytes).digest("hex"));
        expect(sha256HexOfText(text)).toBe(crypto.createHash("sha256").update(text).digest("hex"));
        const shake = crypto.createHash("shake256", { outputLength: length });
        expect(shake256Hex(bytes, length)).toBe(shake.update(bytes).digest("hex"));
      }),
    );
  });
});

describe("bytesFromHex", () => {
  it("reads what bytesToHex writes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(bytesFromHex(bytesToHex(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(["0", "AB", "0g", " 00"])("refuses %j", (hex) => {
    const message = `hex: expected lower-case hex, got ${JSON.stringify(hex)}`;
    expect(() => bytesFromHex(hex)).toThrow(expect.objectContaining({ code: "malformed", message }));
  });
});
