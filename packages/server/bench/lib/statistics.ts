// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Returns a quantile of the values; the median by default. */
export function quantile(values: readonly number[], share = 0.5): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Formats the median of the values of all rounds, with minimum and maximum. Empty if there are none. */
export function formatRange(values: readonly number[]): string {
  return values.length === 0
    ? ""
    : `${quantile(values).toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;
}
