// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// The characters that JSON escapes, and surrogates, which may be unpaired.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them
const special = /["\\\u0000-\u001f\ud800-\udfff]/;
const loneSurrogate = /\p{Surrogate}/u;
/** Length up to which a loop over the characters is faster than the expression. */
const shortLength = 24;

/** Writes a string by RFC 8785 §3.2.2.2. Returns undefined for a string with a lone surrogate. */
export function canonicalString(text: string): string | undefined {
  if ((text.length <= shortLength && isPlain(text)) || !special.test(text)) {
    return `"${text}"`;
  }
  return loneSurrogate.test(text) ? undefined : JSON.stringify(text);
}

/** Returns whether a text is printable ASCII without characters that JSON escapes. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) {
      return false;
    }
  }
  return true;
}
