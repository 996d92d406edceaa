// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** No letter, mark or digit, and to the tokenizer part of a word, so that it parts the two without doubt. */
const separator = "·";

/** Words as the index holds them: with the number of the tenant before each. */
export function toIndexedWords(tenantNo: number, words: readonly string[]): string[] {
  return words.map((word) => `${tenantNo}${separator}${word}`);
}
