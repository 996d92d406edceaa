// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Separates the tenant number from the word unambiguously: not a letter, mark or digit, but part of a word to the
 * tokenizer.
 */
const separator = "·";

/** Returns what precedes each word of a tenant in the index. */
export function wordPrefix(tenantNo: number): string {
  return `${tenantNo}${separator}`;
}

/** Returns the words as the index stores them, each prefixed with the tenant number. */
export function toIndexedWords(tenantNo: number, words: readonly string[]): string[] {
  const prefix = wordPrefix(tenantNo);
  return words.map((word) => prefix + word);
}
