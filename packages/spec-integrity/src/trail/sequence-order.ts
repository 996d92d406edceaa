// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Sequences from `start` to `end`, exclusive. */
export interface SequenceRange {
  readonly start: number;
  readonly end: number;
}

/** Where a sequence stands: next in order, behind a gap, or too late, once more or for the first time. */
type SequencePlace = "next" | "ahead" | "late" | "repeated";

/** Follows the sequences of a trail that may lack, repeat or misplace some. It keeps the gaps alone. */
export interface SequenceOrder {
  /** The sequence that should come next. */
  readonly next: number;
  /** Sequences that have been left out so far, in order. */
  readonly gaps: readonly SequenceRange[];
  place(sequence: number): SequencePlace;
}

/** Begins with the sequence that should come first. */
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
