// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const last = 0x10ffff;

/**
 * Returns the smallest text beyond all that begin with a prefix, in the order of code points. Undefined if there is none,
 * as for a prefix of nothing but U+10FFFF.
 */
export function prefixEnd(prefix: string): string | undefined {
  const points = [...prefix].map((character) => character.codePointAt(0) as number);
  while (points.at(-1) === last) {
    points.pop();
  }
  const end = points.pop();
  // Surrogates are no characters.
  return end === undefined ? undefined : String.fromCodePoint(...points, end === 0xd7ff ? 0xe000 : end + 1);
}
