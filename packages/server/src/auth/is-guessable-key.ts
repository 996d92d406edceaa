// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Whether a key that somebody chose may be guessed: whether it is shorter than 24 characters or has fewer than 12
 * different ones, which a random key of 96 bits or more hardly ever does.
 */
export function isGuessableKey(key: string): boolean {
  return key.length < 24 || new Set(key).size < 12;
}
