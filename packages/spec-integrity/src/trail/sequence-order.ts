// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Sequences from `start` (inclusive) to `end` (exclusive). */
export interface SequenceRange {
  readonly start: number;
  readonly end: number;
}

/** Place of a sequence: next in order, after a gap, filling an earlier gap, or seen before. */
type SequencePlace = "next" | "ahead" | "late" | "repeated";

/** Tracks the sequences of a trail in which some may be missing, repeated or misplaced. It keeps only the gaps. */
export interface SequenceOrder {
  /** The sequence that should come next. */
  readonly next: number;
  /** Sequences that are missing so far, in order. */
  readonly gaps: readonly SequenceRange[];
  place(sequence: number): SequencePlace;
  /** Notes the given number of sequences that come next in order. */
  advance(count: number): void;
}

/** Starts with the sequence that is expected first. */
export function followSequences(first: number): SequenceOrder {
  let next = first;
  let gaps: SequenceRange[] = [];
  return {
    get next() {
      return next;
    },
    get gaps() {
      return gaps;
    },
    place(sequence) {
      if (sequence >= next) {
        const place = sequence === next ? "next" : "ahead";
        if (place === "ahead") {
          gaps.push({ start: next, end: sequence });
        }
        next = sequence + 1;
        return place;
      }
      const isMissing = gaps.some(({ start, end }) => start <= sequence && sequence < end);
      gaps = isMissing ? gaps.flatMap((gap) => splitGap(gap, sequence)) : gaps;
      return isMissing ? "late" : "repeated";
    },
    advance(count) {
      next += count;
    },
  };
}

function splitGap({ start, end }: SequenceRange, sequence: number): SequenceRange[] {
  if (sequence < start || sequence >= end) {
    return [{ start, end }];
  }
  return [
    { start, end: sequence },
    { start: sequence + 1, end },
  ].filter((gap) => gap.start < gap.end);
}
