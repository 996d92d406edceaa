// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventTotals } from "@chaukas/spec-common/session";

/** Formats sums by currency, such as `EUR 0.5, USD 1.25`. A sum without currency is a number. */
export function formatCosts({ costs }: EventTotals): string {
  return [...costs].map(([currency, sum]) => `${currency} ${sum}`.trim()).join(", ");
}

/** Formats how many policy decisions had each outcome, such as `allow 3, deny 1`. */
export function formatOutcomes({ policyOutcomes }: EventTotals): string {
  return [...policyOutcomes].map(([outcome, count]) => `${outcome || "(none)"} ${count}`).join(", ");
}
