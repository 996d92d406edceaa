// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Random } from "../lib/random.ts";

/** Changes bytes at random: flips, inserts, removes, repeats, cuts off, or swaps in what parsers stumble over. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let mutated = Uint8Array.from(bytes);
  for (let left = 1 + random.integer(4); left > 0; left--) {
    mutated =
      mutated.length === 0
        ? random.bytes(random.integer(16))
        : Uint8Array.from(random.pick(mutations)(mutated, random));
  }
  return mutated;
}

type Mutation = (bytes: Uint8Array, random: Random) => Iterable<number>;

const mutations: readonly Mutation[] = [
  (bytes, random) => bytes.with(random.integer(bytes.length), random.integer(256)),
  (bytes, random) => {
    const at = random.integer(bytes.length);
    return bytes.with(at, (bytes[at] ?? 0) ^ (1 << random.integer(8)));
  },
  (bytes, random) => replace(bytes, random.integer(bytes.length + 1), 0, random.bytes(1 + random.integer(8))),
  (bytes, random) => replace(bytes, random.integer(bytes.length + 1), 1 + random.integer(32), new Uint8Array()),
  (bytes, random) => bytes.subarray(0, random.integer(bytes.length + 1)),
  (bytes, random) => {
    const start = random.integer(bytes.length + 1);
    const copied = bytes.slice(start, start + random.integer(64));
    return replace(bytes, random.integer(bytes.length + 1), 0, copied);
  },
  (bytes, random) => replace(bytes, random.integer(bytes.length + 1), random.integer(5), random.pick(nasty)),
];

/** Longest varint, lengths beyond the end, groups, an overlong and a lone half of a character, closed braces. */
const nasty = [
  Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01),
  Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x07),
  Uint8Array.of(0x0b, 0x0b, 0x0b, 0x0c),
  Uint8Array.of(0xc0, 0x80),
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0x00),
  new TextEncoder().encode('}]}"'),
  new TextEncoder().encode('{"__proto__":{'),
  new TextEncoder().encode("1e999"),
];

function replace(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}
