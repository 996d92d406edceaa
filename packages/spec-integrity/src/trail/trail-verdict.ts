// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RedactionLedger } from "./redaction-ledger.js";

/**
 * What a verification found:
 * - `proved`: every record is as it was recorded, up to a kept checkpoint that covers them all, and every replacement
 *   is one that the log vouches for;
 * - `conditional`: nothing is wrong, but something that the conditions list is not proved;
 * - `failed`: something is wrong.
 */
export type TrailVerdict = "proved" | "conditional" | "failed";

/**
 * Something that a verification without faults left open:
 * - `no_checkpoint`: no kept checkpoint was given, so that the trail may have been rebuilt as a whole;
 * - `not_covered`: records follow the largest kept checkpoint, and may have been replaced; or, with a sequence, the
 *   event is covered but redacted, and the record that vouches for what it shows is one of those that follow;
 * - `later_redaction`: the event shows replacements for which no record up to the last one that was read vouches.
 */
export interface TrailCondition {
  readonly code: "no_checkpoint" | "not_covered" | "later_redaction";
  /** Sequence of the event, if the condition is about a single one. */
  readonly sequence?: number;
  readonly eventId?: string;
  /** What is not proved, in English. It may change between versions; test `code` instead. */
  readonly message: string;
}

/**
 * Returns what a trail of `size` records without faults leaves open. Unconfirmed redactions that its ledger still has are
 * those that the caller allows.
 *
 * @internal
 */
export function findConditions(
  size: number,
  checkpointSizes: readonly number[],
  ledger: RedactionLedger,
): TrailCondition[] {
  const conditions = ledger.findUnconfirmed(size).map(
    ({ sequence, eventId }): TrailCondition => ({
      code: "later_redaction",
      sequence,
      eventId,
      message: `record ${sequence} (${eventId}): shown as redacted after record ${size - 1}, so nothing here vouches for what it shows`,
    }),
  );
  const covered = Math.max(-1, ...checkpointSizes);
  if (covered === -1) {
    const message = "no kept checkpoint: the whole trail may have been rebuilt, or records removed from its end";
    conditions.push({ code: "no_checkpoint", message });
  } else if (covered < size) {
    const range = size - covered === 1 ? `record ${covered}` : `records ${covered} to ${size - 1}`;
    const message = `${size - covered} of ${size} records: no kept checkpoint covers ${range}, which may have been replaced`;
    conditions.push({ code: "not_covered", message });
    for (const { sequence, eventId, recordedAt } of ledger.findRecordedAfter(covered)) {
      const message = `record ${sequence} (${eventId}): what it shows is vouched for by record ${recordedAt}, which no kept checkpoint covers`;
      conditions.push({ code: "not_covered", sequence, eventId, message });
    }
  }
  return conditions;
}
