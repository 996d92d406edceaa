// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { CursorStore } from "../../contract/cursor-store.js";
import type { Connections } from "../connect/create-connections.js";
import { requireCommits } from "../connect/require-commits.js";

/** Creates a store of cursors on the table `chaukas.cursors`. `patienceMs` is as for `createPostgresKeys`. */
export function createPostgresCursors(connections: Connections, patienceMs: number): CursorStore {
  return {
    async read(name) {
      const { rows } = await connections.use((client) =>
        client.query<{ value: string }>("select value from chaukas.cursors where name = $1", [name]),
      );
      return rows[0]?.value;
    },
    async replace(name, before, value) {
      const { rowCount } = await connections.use(
        async (client) => {
          await requireCommits(client, patienceMs);
          return before === undefined
            ? client.query("insert into chaukas.cursors values ($1, $2) on conflict do nothing", [name, value])
            : client.query("update chaukas.cursors set value = $3 where name = $1 and value = $2", [
                name,
                before,
                value,
              ]);
        },
        // No retry: it would report a change by somebody else if the first attempt succeeded.
        { retryMs: 0 },
      );
      return rowCount === 1;
    },
  };
}
