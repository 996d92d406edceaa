// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { KeptCheckpoint } from "./read-checkpoints.js";
import type { ReportBuilder } from "./verify-report.js";

/** Notes what the kept checkpoints do not cover. */
export function describeReach(records: number, kept: readonly KeptCheckpoint[], report: ReportBuilder): void {
  const largest = Math.max(0, ...kept.map(({ size }) => size));
  if (kept.length === 0) {
    report.leaveOpen(
      "without a checkpoint that you kept, whether the whole log was written anew, or records were removed from its end",
    );
  } else if (records > largest) {
    report.leaveOpen(
      `${records - largest} records are younger than the largest checkpoint that you kept: whether they were replaced, or others were removed behind them`,
    );
  }
}
