// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Characters that a terminal or a page obeys rather than shows, or shows as nothing: controls (C0, DEL, C1), line
 * separators, marks that change the direction of text, soft hyphens, spaces without width, fillers and tags. Halves of
 * surrogate pairs cannot be written at all. Joiners are parts of many scripts.
 */
const unprintable =
  /[\p{Cc}\p{Surrogate}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\u{e0000}-\u{e007f}]/gu;

/** Options of {@link escapeUnprintable}. */
export interface EscapeOptions {
  /** Leaves tabs, CR and LF as they are, where a text may have several lines. Default: false. */
  readonly keepLines?: boolean;
}

/**
 * Escapes each character of a text that cannot be seen but changes what else is shown, as JSON does: `\u202e`. JSON
 * remains the same JSON. Ids, names and messages are chosen by those whose actions they describe: none may look like
 * another one, or move what is shown around it.
 */
export function escapeUnprintable(text: string, { keepLines = false }: EscapeOptions = {}): string {
  return text.replace(unprintable, (char) => (keepLines && /[\t\n\r]/.test(char) ? char : escapeChar(char)));
}

function escapeChar(char: string): string {
  return char
    .split("")
    .map((half) => `\\u${half.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
