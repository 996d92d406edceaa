// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";

const pageSize = 1_000;

/** Reads the rows of a statement within a transaction, without keeping many of them in memory. */
export async function* readRows(client: ClientBase, sql: string): AsyncGenerator<Record<string, unknown>> {
  await client.query(`declare chaukas_rows no scroll cursor for ${sql}`);
  for (;;) {
    const { rows } = await client.query<Record<string, unknown>>(`fetch ${pageSize} from chaukas_rows`);
    if (rows.length === 0) {
      break;
    }
    yield* rows;
  }
  await client.query("close chaukas_rows");
}
