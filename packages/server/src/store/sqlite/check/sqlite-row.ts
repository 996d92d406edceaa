// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { StoredRow } from "../../check/stored-row.js";

/** A row of `events`. */
export interface SqliteRow extends StoredRow {
  readonly id: number;
  readonly tenant_no: number;
}

/** Reads rows of `events`, each with its place in the log, which is the lower half of its id. */
export const selectRows = "SELECT *, id & 4294967295 AS sequence FROM events";
