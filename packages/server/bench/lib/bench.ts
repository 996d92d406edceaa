// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** How much of a benchmark to do. */
export interface BenchOptions {
  /** Times that the candidates take turns. */
  readonly rounds: number;
  /** Events in the large store. */
  readonly events: number;
}

/** What a benchmark has to say once its tables are printed: one sentence for each bar that was missed. */
export type BenchResult = readonly string[];
