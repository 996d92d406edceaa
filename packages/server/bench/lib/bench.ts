// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatTable } from "@chaukas/tooling/format-table";

/** Extent of a benchmark. */
export interface BenchOptions {
  /** Number of rounds, in each of which every candidate is measured. */
  readonly rounds: number;
  /** Number of events in the large store. */
  readonly events: number;
}

/** Result of a benchmark. */
export interface BenchResult {
  /** One sentence for each bar that was missed. */
  readonly missed: readonly string[];
  /** Tables of ratios, by the names of their sections in the README. */
  readonly tables: Readonly<Record<string, RatioTable>>;
}

/** A table that holds on other machines. */
export interface RatioTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Prints a table, and returns it. */
export function printTable(table: RatioTable): RatioTable {
  console.log(formatTable(table.header, table.rows));
  return table;
}
