// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { bytesToHex, formatRecord, normalTimestamp } from "@chaukas/spec-integrity";
import type { LogEntry } from "../../store/event-log.js";

/** The text of an entry's record, byte for byte as it was hashed. */
export function formatEntryRecord({ commit, event, hashPrev, sequence, serverTimestamp }: LogEntry): string {
  return formatRecord({
    commit: bytesToHex(commit),
    eventId: event.eventId,
    hashPrev: bytesToHex(hashPrev),
    sequence,
    time: normalTimestamp(serverTimestamp),
  });
}
