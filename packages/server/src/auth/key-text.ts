// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";

/** Maximum length of a key, in characters. */
export const maxKeyLength = 512;

/** Returns whether a text can be sent as a bearer key: at most 512 visible ASCII characters without spaces. */
export function isKeyText(text: string): boolean {
  return text.length <= maxKeyLength && /^[\x21-\x7e]+$/.test(text);
}

/**
 * Returns whether a chosen key may be guessable: it is shorter than 24 characters, or has fewer than 12 distinct ones.
 * A random key of at least 96 bits is hardly ever either.
 */
export function isGuessableKey(key: string): boolean {
  return key.length < 24 || new Set(key).size < 12;
}

/** Returns the SHA-256 of a key. It needs neither a salt nor a slow hash, provided that keys are long and random. */
export function hashKey(key: string): Uint8Array {
  return createHash("sha256").update(key, "utf8").digest();
}
