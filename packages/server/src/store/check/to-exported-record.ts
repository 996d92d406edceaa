// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { bytesToHex, type ExportedRecord } from "@chaukas/spec-integrity";
import type { LogEntry } from "../contract/event-log.js";
import { toOpening } from "../records/leaf-opening.js";

/** An entry of a log as it is exported (chaukas-integrity/1, §7). */
export function toExportedRecord({ sequence, event, opening, commit, leaf }: LogEntry): ExportedRecord {
  return {
    sequence,
    event,
    opening: toOpening(opening),
    commit: bytesToHex(commit),
    leaf: bytesToHex(leaf),
  };
}
