// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// biome-ignore lint/suspicious/noControlCharactersInRegex: matching control characters is the purpose
const escaped = /[\u0000\u0001]/;

/**
 * Converts text to the form in which stores keep it in columns. PostgreSQL cannot store U+0000, which identifiers may
 * contain: it becomes U+0001 U+0001, and U+0001 becomes U+0001 U+0002, which preserves the order of code points. Lone
 * surrogates become U+FFFD, as in the binary form of an event. Bodies contain the original text.
 */
export function toColumnText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return escaped.test(wellFormed)
    ? wellFormed.replaceAll("\u0001", "\u0001\u0002").replaceAll("\u0000", "\u0001\u0001")
    : wellFormed;
}

/** Converts the result of `toColumnText` back to the original text. */
export function fromColumnText(column: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: matching control characters is the purpose
  return column.replace(/\u0001([\u0001\u0002])/g, (_, mark) => (mark === "\u0001" ? "\u0000" : "\u0001"));
}
