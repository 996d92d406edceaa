// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Longest word in code points. Two words that agree up to here are taken for one. */
const maxWordLength = 256;

const word = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * Words of a text in the form in which events are searched for them: runs of letters, marks and digits, without
 * regard to case and to compatibility forms, cut after 256 code points. A word may occur several times.
 *
 * It is meant for events and queries alike, so that every store finds the same events.
 */
export function splitWords(text: string): string[] {
  const words = fold(text).match(word) ?? [];
  return words.map(cut);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const onlyAscii = /^[\u0000-\u007f]*$/;

function fold(text: string): string {
  if (onlyAscii.test(text)) {
    return text.toLowerCase();
  }
  // By way of upper case, so that "Straße" and "STRASSE" are one word. Which of the two small sigmas comes out of
  // that depends on what follows, so both become one. What case mapping takes apart is put together again.
  return text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKC");
}

function cut(found: string): string {
  // No character takes more than two units, and most words are short.
  return found.length <= maxWordLength ? found : Array.from(found).slice(0, maxWordLength).join("");
}
