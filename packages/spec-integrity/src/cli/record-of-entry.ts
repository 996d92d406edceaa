// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { logEntryOpening } from "../audit/log-entry-opening.js";
import type { ExportedRecord } from "../export-format.js";
import type { LogEntry } from "../gen/chaukas/spec/audit/v1/audit_pb.js";
import { leafHash } from "../log-record.js";

const commitPattern = /^\{"commit":"([0-9a-f]{64})",/;

/**
 * An entry of ChaukasAuditService in the form of an export. Whatever it claims is held against the rest of it by who
 * verifies the record: a text that is no record has no leaf that could be right.
 */
export function recordOfEntry(entry: LogEntry): ExportedRecord {
  const commit = commitPattern.exec(entry.record)?.[1] ?? "";
  return {
    sequence: Number(entry.sequence),
    event: entry.event ?? create(EventSchema),
    opening: logEntryOpening(entry),
    commit,
    leaf: leafHash(entry.record),
  };
}
