// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { ReportFinding } from "../../check/store-finding.js";
import { toSequence } from "../schema/event-place.js";
import { type SqliteRow, selectRows } from "./sqlite-row.js";

/** Ids from `from` to `end`, exclusive. */
export interface IdRange {
  readonly from: number;
  readonly end: number;
}

/** Reads events by id. A row that cannot be read is reported and left out. */
export function* iterateRows(
  database: DatabaseSync,
  { from, end }: IdRange,
  report: ReportFinding,
): Generator<SqliteRow> {
  const select = database.prepare(`${selectRows} NOT INDEXED WHERE id >= ? AND id < ? ORDER BY id`);
  // A number beyond 2^53 ends the iteration, which goes on behind it.
  const after = database.prepare("SELECT min(id) AS id FROM events NOT INDEXED WHERE id >= ? AND id < ?");
  let next = from;
  for (;;) {
    try {
      for (const row of select.iterate(next, end) as unknown as Iterable<SqliteRow>) {
        next = row.id + 1;
        yield row;
      }
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== "ERR_OUT_OF_RANGE") {
        throw error;
      }
      const id = Number(after.get(next, end)?.["id"]);
      report({ table: "events", sequence: toSequence(id), message: "a number is beyond 2^53" });
      next = id + 1;
    }
  }
}
