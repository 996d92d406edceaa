// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// The characters that JSON escapes, and surrogates, which may be unpaired.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them
const special = /["\\\u0000-\u001f\ud800-\udfff]/;
const loneSurrogate = /\p{Surrogate}/u;

/** Writes a string by RFC 8785 §3.2.2.2. Returns undefined for a string with a lone surrogate. */
export function canonicalString(text: string): string | undefined {
  if (!special.test(text)) {
    return `"${text}"`;
  }
  return loneSurrogate.test(text) ? undefined : JSON.stringify(text);
}
