// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Extent of a benchmark. */
export interface BenchOptions {
  /** Number of rounds, in each of which every candidate is measured. */
  readonly rounds: number;
  /** Number of events in the large store. */
  readonly events: number;
}

/** Result of a benchmark, besides the printed tables: one sentence for each bar that it missed. */
export type BenchResult = readonly string[];
