// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatExportHeader, formatExportLine, formatOrigin } from "@chaukas/spec-integrity";
import { toExportedRecord } from "../store/check/to-exported-record.js";
import type { EventLog } from "../store/event-log.js";

const pageSize = 500;

/**
 * Yields the log of a tenant as lines that `chaukas-verify` takes (chaukas-integrity/1, §7), as far as it has got when
 * the first is asked for. What is stored is written as it is, whether it holds together or not.
 */
export async function* exportProof(log: EventLog, tenantId: string): AsyncGenerator<string> {
  const { size } = await log.readHead(tenantId);
  yield formatExportHeader({ origin: formatOrigin(log.originHost, tenantId), size });
  for (let next = 0; next < size; ) {
    const entries = await log.readEntries(tenantId, { fromSequence: next, limit: Math.min(pageSize, size - next) });
    for (const entry of entries.filter(({ sequence }) => sequence < size)) {
      yield formatExportLine(toExportedRecord(entry));
    }
    const last = entries.at(-1)?.sequence;
    if (last === undefined || last < next) {
      // The end is missing: the first line says how much.
      return;
    }
    next = last + 1;
  }
}
