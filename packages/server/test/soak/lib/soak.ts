// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Options of every soak test. */
export interface SoakOptions {
  /** Seed of all random choices. */
  readonly seed: number;
  /** Called with lines that report progress. */
  readonly report: (line: string) => void;
}

/** Result of a soak test. */
export interface SoakResult {
  /** Figures of the summary, by name. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** Broken promises. */
  readonly faults: readonly string[];
}

/** Kinds of stores that a soak test can use. */
export type StoreKind = "sqlite" | "postgres";
