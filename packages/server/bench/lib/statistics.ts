// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** The value below which a share of the values lies; the median by default. */
export function quantile(values: readonly number[], share = 0.5): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The median of the ratios of all rounds, with the least and the greatest; empty without any. */
export function formatRatios(ratios: readonly number[]): string {
  return ratios.length === 0
    ? ""
    : `${quantile(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
}
