// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatExportHeader, formatExportLine, formatOrigin } from "@chaukas/spec-integrity";
import type { EventLog, SavedCheckpoint } from "../../store/contract/event-log.js";
import type { EventStore } from "../../store/contract/event-store.js";
import { toExportedRecord } from "../../store/records/commitment.js";
import { formatStateHeader, formatStateLine } from "./log-state.js";
import type { SealedBox } from "./sealed-box.js";

const pageSize = 500;

/**
 * Yields the first `size` records of a tenant's log as lines for `chaukas-verify` (chaukas-integrity/1, §7). Records are
 * written exactly as stored, even if they are inconsistent.
 */
export async function* exportProof(log: EventLog, tenantId: string, size: number): AsyncGenerator<string> {
  yield formatExportHeader({ origin: formatOrigin(log.originHost, tenantId), size });
  for (let next = 0; next < size; ) {
    const entries = await log.readEntries(tenantId, { fromSequence: next, limit: Math.min(pageSize, size - next) });
    for (const entry of entries.filter(({ sequence }) => sequence < size)) {
      yield formatExportLine(toExportedRecord(entry));
    }
    const last = entries.at(-1)?.sequence;
    if (last === undefined || last < next) {
      // The end of the log is missing; the size in the first line reveals it.
      return;
    }
    next = last + 1;
  }
}

/**
 * Yields the lines of a state file: what belongs to the first `size` records of a tenant's log beside the export with
 * proofs.
 */
export async function* exportState(
  store: EventStore,
  tenantId: string,
  { size, keys }: { readonly size: number; readonly keys?: SealedBox },
): AsyncGenerator<string> {
  const origin = formatOrigin(store.log?.originHost ?? "", tenantId);
  yield formatStateHeader({ origin, size });
  let lines = 0;
  for await (const checkpoint of readCheckpoints(store, tenantId, size)) {
    lines += 1;
    yield formatStateLine({ kind: "checkpoint", checkpoint, origin });
  }
  if (keys !== undefined) {
    lines += 1;
    yield formatStateLine({ kind: "keys", box: keys });
  }
  yield formatStateLine({ kind: "end", lines });
}

/** Reads the checkpoints of a tenant's log up to a size, in order. */
export async function* readCheckpoints(
  { transfer }: EventStore,
  tenantId: string,
  maxSize: number,
): AsyncGenerator<SavedCheckpoint> {
  for (let afterSize = -1; ; ) {
    const page = (await transfer?.readCheckpoints(tenantId, { afterSize, limit: pageSize })) ?? [];
    yield* page.filter(({ size }) => size <= maxSize);
    const last = page.at(-1)?.size ?? maxSize;
    if (page.length < pageSize || last >= maxSize) {
      return;
    }
    afterSize = last;
  }
}
