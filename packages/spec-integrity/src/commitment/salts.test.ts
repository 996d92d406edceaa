// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { bytesToHex, createSaltKey } from "@chaukas/spec-integrity";
import { expect, it } from "vitest";

it("creates a key of 32 random bytes for each event, in separate memory", () => {
  const keys = Array.from({ length: 300 }, createSaltKey);
  expect(new Set(keys.map(bytesToHex)).size).toBe(300);
  for (const key of keys) {
    expect(key.buffer.byteLength).toBe(32);
    // Zeros would be the remains of an erased key.
    expect(key.some((byte) => byte !== 0)).toBe(true);
  }
});
