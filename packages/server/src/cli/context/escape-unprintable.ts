// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Characters that a terminal obeys rather than shows: controls (C0, DEL, C1), line separators, and marks that change the
 * direction of text. Halves of surrogate pairs cannot be written at all.
 */
const unprintable = /[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Escapes every character of a line that could change what a terminal shows, as JSON does: `\u001b`. Messages and tables
 * contain ids and keys that callers chose.
 */
export function escapeUnprintable(line: string): string {
  return line.replace(unprintable, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
