// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { addDecimals } from "@chaukas/spec-common/session";
import { countColumns } from "../../sessions/session-share.js";
import type { SummedShare } from "../../sessions/session-shares.js";

/** Statements that add shares to sessions, prepared once for a connection. */
export interface SessionNames {
  /** Adds the names of a share to those of its session. */
  add(share: SummedShare<number>): void;
  /**
   * Adds counts and names to a session that exists. They may be negative: a name that no event has any more is removed.
   */
  change(share: SummedShare<number>): void;
}

export function prepareSessionNames(database: DatabaseSync): SessionNames {
  database.function("add_decimals", { deterministic: true }, (one, other) => addDecimals(String(one), String(other)));
  const insert = "INSERT INTO session_names VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET";
  const addName = database.prepare(`${insert} events = events + excluded.events`);
  const addCost = database.prepare(
    `${insert} events = events + excluded.events, cost = add_decimals(cost, excluded.cost)`,
  );
  const isOfSession = "tenant_no = ? AND session_id = ? AND project_id = ?";
  const changeCounts = database.prepare(
    `UPDATE sessions SET ${countColumns.map((column) => `${column} = ${column} + ?`).join(", ")} WHERE ${isOfSession}`,
  );
  const removeUnused = database.prepare(`DELETE FROM session_names WHERE ${isOfSession} AND events = 0`);

  const add = ({ tenant, sessionId, projectId, names }: SummedShare<number>) => {
    for (const { kind, name, events, cost } of names) {
      (kind === "c" ? addCost : addName).run(tenant, sessionId, projectId, kind, name, events, cost);
    }
  };
  return {
    add,
    change(share) {
      const { tenant, sessionId, projectId, counts } = share;
      changeCounts.run(...counts, tenant, sessionId, projectId);
      add(share);
      removeUnused.run(tenant, sessionId, projectId);
    },
  };
}
