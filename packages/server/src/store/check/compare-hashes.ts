// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { splitHashes, toHex } from "../records/hashes.js";

/**
 * Compares the hashes in a column with those computed from the events. Returns the first difference, or undefined if
 * they are equal. A column without hashes is null.
 */
export function compareHashes(expected: Uint8Array | null, found: Uint8Array | null | undefined): string | undefined {
  if (expected === null) {
    return (found ?? null) === null ? undefined : "expected no hashes, since there are no events";
  }
  const length = found?.length ?? 0;
  if (length !== expected.length) {
    return `expected ${expected.length} bytes, computed from the events, got ${length}`;
  }
  if (Buffer.compare(expected, found as Uint8Array) === 0) {
    return undefined;
  }
  const [computed, stored] = [splitHashes(expected), splitHashes(found as Uint8Array)];
  const index = computed.findIndex((hash, place) => Buffer.compare(hash, stored[place] as Uint8Array) !== 0);
  const subject = computed.length === 1 ? "" : `hash ${index}: `;
  const [first, other] = [computed[index], stored[index]] as [Uint8Array, Uint8Array];
  return `${subject}expected ${toHex(first)}, computed from the events, got ${toHex(other)}`;
}
