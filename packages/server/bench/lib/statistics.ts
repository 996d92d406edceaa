// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Returns a quantile of the values; the median by default. */
export function quantile(values: readonly number[], share = 0.5): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Formats the median of the ratios of all rounds, with minimum and maximum. Empty if there are none. */
export function formatRatios(ratios: readonly number[]): string {
  return ratios.length === 0
    ? ""
    : `${quantile(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
}
