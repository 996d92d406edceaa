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
