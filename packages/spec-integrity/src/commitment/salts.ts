// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { shake256Hex } from "#hash";
import { IntegrityError } from "../errors/integrity-error.js";

/** Length in bytes of the key from which the salts of an event are derived. */
const saltKeyLength = 32;

/** Length of a salt in hex digits. */
const saltHexLength = 32;

const prefix = new TextEncoder().encode("chaukas.salts.v1\0");
const input = new Uint8Array(prefix.length + saltKeyLength);
input.set(prefix);

// Random bytes for several keys: the call costs more than the bytes.
const keysAtOnce = 64;
let randomBytes = new Uint8Array();

/** Creates a random key for the salts of one event (§3). A key must not be used for two events. */
export function createSaltKey(): Uint8Array {
  if (randomBytes.length === 0) {
    randomBytes = crypto.getRandomValues(new Uint8Array(keysAtOnce * saltKeyLength));
  }
  const next = randomBytes.subarray(0, saltKeyLength);
  randomBytes = randomBytes.subarray(saltKeyLength);
  const key = next.slice();
  // A caller that erases the key must not leave a copy here.
  next.fill(0);
  return key;
}

/** Derives the salts of the first `count` leaves of an event from its key (§3). Returns each in lower-case hex. */
export function deriveSalts(key: Uint8Array, count: number): string[] {
  if (key.length !== saltKeyLength) {
    throw new IntegrityError("out_of_range", "", `expected ${saltKeyLength} bytes, got ${key.length}`, "salt key");
  }
  if (count === 0) {
    return [];
  }
  input.set(key, prefix.length);
  const hex = shake256Hex(input, (count * saltHexLength) / 2);
  // A caller that erases the key must not leave a copy here.
  input.fill(0, prefix.length);
  const salts: string[] = [];
  for (let start = 0; start < hex.length; start += saltHexLength) {
    salts.push(hex.slice(start, start + saltHexLength));
  }
  return salts;
}
