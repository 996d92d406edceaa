// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Text as it was before `toColumnText` made it fit for a column. */
export function fromColumnText(column: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  return column.replace(/\u0001([\u0001\u0002])/g, (_, mark) => (mark === "\u0001" ? "\u0000" : "\u0001"));
}
