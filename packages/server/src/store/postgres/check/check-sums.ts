// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { SumCheck, SumTables } from "../../check/sum-check.js";
import { readRows } from "./read-rows.js";

/** Tables of sums as PostgreSQL has them. */
export const sumTables: SumTables = {
  tenant: "tenant_id",
  sessionColumns: ["events", "first_time", "last_time"],
  toSessionValues: ({ events, first, last }) => [events, toNanoseconds(first), toNanoseconds(last)],
};

function toNanoseconds([seconds, nanos]: readonly [number, number]): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos);
}

/** Holds the tables of sums against what the events have come to. */
export async function checkTables(client: ClientBase, sums: SumCheck): Promise<void> {
  for (const table of ["tallies", "sessions"] as const) {
    const check = sums.begin(table);
    for await (const row of readRows(client, `select * from chaukas.${table}`)) {
      check.push(row);
    }
    check.end();
  }
}
