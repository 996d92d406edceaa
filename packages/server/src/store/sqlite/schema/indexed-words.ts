// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Separates the tenant number from the word unambiguously: not a letter, mark or digit, but part of a word to the
 * tokenizer.
 */
const separator = "·";

/** Returns the words as the index stores them, each prefixed with the tenant number. */
export function toIndexedWords(tenantNo: number, words: readonly string[]): string[] {
  return words.map((word) => `${tenantNo}${separator}${word}`);
}

/** Returns words, given and returned as one text that separates them by spaces, in the form of {@link toIndexedWords}. */
export function prefixWords(tenantNo: number, words: string): string {
  const prefix = `${tenantNo}${separator}`;
  return words === "" ? "" : prefix + words.replaceAll(" ", ` ${prefix}`);
}
