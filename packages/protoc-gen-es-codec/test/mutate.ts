// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Random } from "./random-message.ts";

/** Bytes at which decoders differ: ends of varints, tags of groups, field zero, and bytes that no UTF-8 has. */
const interesting = [0, 1, 2, 3, 4, 7, 8, 10, 11, 12, 18, 0x7f, 0x80, 0x81, 0xc0, 0xed, 0xfe, 0xff] as const;

/** Returns bytes with up to three changes, such as a bit that flips, a part that repeats, or an end that is cut. */
export function mutate(random: Random, bytes: Uint8Array): Uint8Array {
  let result = Array.from(bytes);
  for (let count = 1 + random.below(3); count > 0; count--) {
    result = change(random, result);
  }
  return Uint8Array.from(result);
}

function change(random: Random, bytes: number[]): number[] {
  const at = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + random.below(12));
  switch (random.below(7)) {
    case 0:
      return bytes.toSpliced(at, 1, random.below(256));
    case 1:
      return bytes.toSpliced(at, 1, random.oneOf(interesting));
    case 2:
      return bytes.toSpliced(at, 0, random.oneOf(interesting));
    case 3:
      return bytes.toSpliced(at, to - at);
    case 4:
      return bytes.slice(0, at);
    case 5:
      return bytes.toSpliced(to, 0, ...bytes.slice(at, to));
    default:
      // A long varint, in most cases with more bits than fit.
      return bytes.toSpliced(at, 0, ...Array.from({ length: random.below(11) }, () => 0x80 | random.below(128)));
  }
}
