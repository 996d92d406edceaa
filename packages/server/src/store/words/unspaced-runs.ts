// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Scripts that put no spaces between words (classes ID and SA of UAX #14, and Javanese and Balinese), and Hangul, whose
 * words have particles attached.
 *
 * Where a word ends in them is a matter of dictionaries. Those of `Intl.Segmenter` differ from one version of ICU to
 * the next, and so from one version of Node, while words are stored for the life of an event and computed again by
 * redactions and checks. The script of a character stays as it is; a later version of Unicode only adds characters.
 */
const scripts = [
  ...["Han", "Hiragana", "Katakana", "Bopomofo", "Hangul", "Yi", "Tangut", "Nushu", "Khitan_Small_Script"],
  ...["Thai", "Lao", "Khmer", "Myanmar", "Tai_Le", "New_Tai_Lue", "Tai_Tham", "Tai_Viet", "Javanese", "Balinese"],
];

// Beside the scripts, letters that several of them share: the closing mark, marks of repetition and of long vowels.
const unspaced = `${scripts.map((name) => `\\p{Script=${name}}`).join("")}\\u3006\\u3031-\\u3035\\u303c\\u30fc`;

const anywhere = new RegExp(`[${unspaced}]`, "u");
// Marks of any script belong to the letter before them.
const runs = new RegExp(`[${unspaced}][${unspaced}\\p{M}]*|[^${unspaced}]+`, "gu");
// Zero-width spaces and joiners, and selectors of variants of a letter.
const ignored = new RegExp(
  `(?<=[${unspaced}]\\p{M}*)[\\u200b-\\u200d\\u2060\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]+`,
  "gu",
);

/** The first of the letters above. Words that begin with a lower code unit contain none of them. */
const firstUnspaced = 0x0e01;

/** Returns whether a text has letters of scripts without spaces between words. */
export function hasUnspaced(text: string): boolean {
  return anywhere.test(text);
}

/** Removes what does not separate the letters of such scripts, although it is none: zero-width spaces, for example. */
export function ignoreInUnspaced(text: string): string {
  return text.replace(ignored, "");
}

/** Splits a word where the kind of its script changes, and applies `cut` to the parts in scripts with spaces. */
export function splitUnspaced(word: string, cut: (part: string) => string): string[] {
  return (word.match(runs) ?? []).map((part) => (isUnspaced(part) ? part : cut(part)));
}

/** Returns whether a word, as `splitWords` returns it, is a run in scripts without spaces. */
export function isUnspaced(word: string): boolean {
  return word.charCodeAt(0) >= firstUnspaced && anywhere.test(word);
}
