// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";

/** Most characters of a key. */
export const maxKeyLength = 512;

/** Whether a text can be sent as a bearer key: visible ASCII characters without spaces. */
export function isKeyText(text: string): boolean {
  return text.length <= maxKeyLength && /^[\x21-\x7e]+$/.test(text);
}

/**
 * Whether a key that somebody chose may be guessed: whether it is shorter than 24 characters or has fewer than 12
 * different ones, which a random key of 96 bits or more hardly ever does.
 */
export function isGuessableKey(key: string): boolean {
  return key.length < 24 || new Set(key).size < 12;
}

/** SHA-256 of a key. It needs no salt and no slow hash as long as keys are random and long. */
export function hashKey(key: string): Uint8Array {
  return createHash("sha256").update(key, "utf8").digest();
}
