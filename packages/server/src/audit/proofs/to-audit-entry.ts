// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type LogEntry as AuditEntry, createLogEntry } from "@chaukas/spec-integrity/audit";
import type { LogEntry } from "../../store/event-log.js";
import { toOpening } from "../../store/to-opening.js";
import { formatEntryRecord } from "./format-entry-record.js";

/** An entry of a log as the audit service gives it out. */
export function toAuditEntry(entry: LogEntry): AuditEntry {
  const { sequence, event, opening } = entry;
  return createLogEntry({ sequence, record: formatEntryRecord(entry), event, opening: toOpening(opening) });
}
