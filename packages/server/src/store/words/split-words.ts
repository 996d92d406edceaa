// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hasUnspaced, ignoreInUnspaced, splitUnspaced } from "./unspaced-runs.js";

/** Maximum length of a word in code points. Words that are equal up to this length are treated as the same. */
export const maxWordLength = 256;

const word = /[\p{L}\p{M}\p{N}]+/gu;
/** The same for ASCII in lower case, which is most text. */
const asciiWord = /[a-z0-9]+/g;

/**
 * Returns the words of a text in the form used for search: runs of letters, marks and digits, with case and
 * compatibility forms folded, truncated to 256 code points. In scripts without spaces between words, a run is a word of
 * its own, and has its full length. A word may occur several times.
 *
 * Used for both events and queries, so that every store finds the same events.
 */
export function splitWords(text: string): string[] {
  if (isAscii(text)) {
    return cutAll(text.toLowerCase().match(asciiWord) ?? []);
  }
  const folded = fold(text);
  if (!hasUnspaced(folded)) {
    return cutAll(folded.match(word) ?? []);
  }
  const words = ignoreInUnspaced(folded).normalize("NFKC").match(word) ?? [];
  return words.flatMap((found) => splitUnspaced(found, cut));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const onlyAscii = /^[\u0000-\u007f]*$/;

/** Returns whether a text needs no folding but that of case. */
export function isAscii(text: string): boolean {
  return onlyAscii.test(text);
}

function fold(text: string): string {
  // Converted through upper case, so that "Straße" and "STRASSE" are the same word. Which of the two lower-case sigmas
  // results depends on the following letter, so both become one. NFKC recomposes what case mapping decomposes.
  return text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKC");
}

function cutAll(words: string[]): string[] {
  return words.some(({ length }) => length > maxWordLength) ? words.map(cut) : words;
}

function cut(found: string): string {
  // The length in UTF-16 units is an upper bound, and most words are short.
  return found.length <= maxWordLength ? found : Array.from(found).slice(0, maxWordLength).join("");
}
