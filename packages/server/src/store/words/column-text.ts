// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Text in the form in which stores keep it in columns. PostgreSQL has no place for U+0000, which identifiers may
 * contain: it becomes U+0001 U+0001, and U+0001 becomes U+0001 U+0002, which leaves the order of code points as it
 * is. Lone surrogates become U+FFFD, as in the binary form of an event. Bodies hold the text as it was.
 */
export function toColumnText(text: string): string {
  const wellFormed = text.toWellFormed();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  return wellFormed.replace(/[\u0000\u0001]/g, (character) =>
    character === "\u0000" ? "\u0001\u0001" : "\u0001\u0002",
  );
}

/** Text as it was before `toColumnText` made it fit for a column. */
export function fromColumnText(column: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  return column.replace(/\u0001([\u0001\u0002])/g, (_, mark) => (mark === "\u0001" ? "\u0000" : "\u0001"));
}
