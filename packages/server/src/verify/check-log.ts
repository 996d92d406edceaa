// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createTrailAudit, formatOrigin } from "@chaukas/spec-integrity";
import type { EventLog } from "../store/event-log.js";
import type { ReportFinding } from "./store-finding.js";
import { toExportedRecord } from "./to-exported-record.js";

const pageSize = 500;

/**
 * Verifies the log of a tenant as any store gives it out: every record, the chain, and the tree with its head and its
 * newest checkpoint. Resolves with the number of records.
 */
export async function checkLog(
  log: EventLog,
  tenantId: string,
  report: ReportFinding,
  onProgress: (records: number) => void,
): Promise<number> {
  const origin = formatOrigin(log.originHost, tenantId);
  const head = await log.readHead(tenantId);
  const saved = await log.readCheckpoint(tenantId);
  const checkpoints = [{ origin, ...head }, ...(saved && saved.size < head.size ? [{ origin, ...saved }] : [])];
  const audit = createTrailAudit({ origin, checkpoints });
  const tell = (table: string, message: string, more: { sequence?: number; eventId?: string } = {}) =>
    report({ table, tenantId, ...more, message });
  for (let next = 0; next < head.size; ) {
    const entries = await log.readEntries(tenantId, {
      fromSequence: next,
      limit: Math.min(pageSize, head.size - next),
    });
    for (const entry of entries) {
      const fault = audit.push(toExportedRecord(entry));
      if (fault !== undefined) {
        const { sequence, eventId, message } = fault;
        tell("events", message, {
          ...(sequence !== undefined && { sequence }),
          ...(eventId !== undefined && { eventId }),
        });
      }
    }
    const last = entries.at(-1)?.sequence;
    if (last === undefined || last < next) {
      break;
    }
    next = last + 1;
    onProgress(next);
  }
  const { records, first } = audit.finish();
  if (first?.code === "truncated") {
    tell("events", `expected ${head.size} records, as the head has, got ${records}`);
  }
  if (saved !== undefined && saved.size > head.size) {
    tell("checkpoints", `checkpoint of size ${saved.size}: expected at most the ${head.size} records of the log`);
  }
  return records;
}
