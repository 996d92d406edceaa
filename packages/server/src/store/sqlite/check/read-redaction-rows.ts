// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { RedactionRow } from "../../check/redaction-check.js";
import { toSequence } from "../schema/event-place.js";

/** Reads the rows of `redactions`. */
export function readRedactionRows(database: DatabaseSync): RedactionRow[] {
  const rows = database.prepare("SELECT id, revision, record_id FROM redactions").all();
  return rows.map((row) => {
    const [id, revision, record] = Object.values(row) as [number, number, number];
    return { event: id, sequence: toSequence(id), revision, record, shown: [id, revision, record] };
  });
}
