// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Returns the index after the closing quotation mark of a string, or the length of the text if there is none. */
export function endOfString(text: string, start: number): number {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
  } while (end !== -1 && isEscaped(text, end));
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, index: number): boolean {
  let start = index;
  while (text.charCodeAt(start - 1) === 0x5c /* \ */) {
    start--;
  }
  return (index - start) % 2 === 1;
}
