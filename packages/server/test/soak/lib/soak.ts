// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** What every soak takes. */
export interface SoakOptions {
  /** Seed of everything that is left to chance. */
  readonly seed: number;
  /** Takes lines that tell how far it has come. */
  readonly report: (line: string) => void;
}

/** What came out of a soak. */
export interface SoakResult {
  /** Figures of the summary, by what they count. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** Promises that were broken. */
  readonly faults: readonly string[];
}

/** Kinds of stores that a soak can put its server on. */
export type StoreKind = "sqlite" | "postgres";
