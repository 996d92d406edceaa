// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { splitWords } from "./split-words.js";
import { isUnspaced } from "./unspaced-runs.js";

/** What an event must contain to be found by a text. */
export interface SearchTerms {
  /** Words that must all be words of the event, as `toIndexedTerms` returns them. */
  readonly words: string[];
  /** Texts of which each must occur within a word of the event. Their pairs are among the words. */
  readonly phrases: string[];
}

/**
 * Maximum length of a stored part of a run, in code points. Parts overlap by half of it, so that every text of half the
 * length is within one of them.
 */
const partLength = 256;
const phraseLength = partLength / 2;

/**
 * Returns the terms by which words are found: the words themselves, and of a run in scripts without spaces, every
 * character and every pair of adjacent ones. The run itself is stored in parts, for phrases.
 */
export function toIndexedTerms(words: readonly string[]): readonly string[] {
  return words.some(isUnspaced) ? words.flatMap((word) => (isUnspaced(word) ? termsOfRun(word) : word)) : words;
}

function termsOfRun(run: string): string[] {
  const characters = Array.from(run);
  const terms = characters.length <= partLength ? [run] : splitInParts(characters, partLength, phraseLength);
  let before: string | undefined;
  for (const character of characters) {
    terms.push(character);
    if (before !== undefined) {
      terms.push(before + character);
    }
    before = character;
  }
  return terms;
}

/**
 * Returns what an event must contain to be found by a text: its words. A run in scripts without spaces may occur
 * anywhere within a run of the event: one or two characters are a term of the index, and more of them are a phrase.
 */
export function toSearchTerms(text: string): SearchTerms {
  const words = new Set<string>();
  const phrases = new Set<string>();
  for (const word of splitWords(text)) {
    const characters = isUnspaced(word) ? Array.from(word) : [word];
    if (characters.length === 1) {
      words.add(word);
      continue;
    }
    for (const pair of splitInParts(characters, 2, 1)) {
      words.add(pair);
    }
    if (characters.length > 2) {
      for (const phrase of splitInParts(characters, phraseLength, phraseLength - 1)) {
        phrases.add(phrase);
      }
    }
  }
  return { words: [...words], phrases: [...phrases] };
}

/** Splits into parts of `length`, each `step` after the one before. The last one ends where the characters end. */
function splitInParts(characters: readonly string[], length: number, step: number): string[] {
  const parts: string[] = [];
  let start = 0;
  do {
    parts.push(characters.slice(start, start + length).join(""));
    start += step;
  } while (start + length - step < characters.length);
  return parts;
}
