// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A set of sequences. It takes one bit for each record of the log, and nothing for long ranges without members. */
export interface SequenceSet {
  /** Number of members. */
  readonly size: number;
  /** Adds a sequence, an integer from 0 to 2^53 − 1. */
  add(sequence: number): void;
  has(sequence: number): boolean;
  /** Returns the smallest member that is at least `sequence`, or undefined if there is none. */
  next(sequence: number): number | undefined;
}

const blockSize = 4096;

/** Creates an empty set. */
export function createSequenceSet(): SequenceSet {
  const blocks = new Map<number, Uint8Array>();
  let last = -1;
  let size = 0;
  const has = (sequence: number) => {
    const bits = blocks.get(Math.floor(sequence / blockSize));
    return bits !== undefined && isSet(bits, sequence % blockSize);
  };
  return {
    get size() {
      return size;
    },
    has,
    add(sequence) {
      if (has(sequence)) {
        return;
      }
      const index = Math.floor(sequence / blockSize);
      const bits = blocks.get(index) ?? new Uint8Array(blockSize / 8);
      const place = sequence % blockSize;
      bits[place >> 3] = (bits[place >> 3] as number) | (1 << (place & 7));
      blocks.set(index, bits);
      last = Math.max(last, index);
      size++;
    },
    next(sequence) {
      let place = sequence % blockSize;
      for (let index = Math.floor(sequence / blockSize); index <= last; index++, place = 0) {
        const bits = blocks.get(index);
        for (; bits !== undefined && place < blockSize; place++) {
          if (isSet(bits, place)) {
            return index * blockSize + place;
          }
        }
      }
      return undefined;
    },
  };
}

function isSet(bits: Uint8Array, place: number): boolean {
  return ((bits[place >> 3] as number) & (1 << (place & 7))) !== 0;
}
