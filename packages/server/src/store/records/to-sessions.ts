// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { addDecimals } from "@chaukas/spec-common/session";
import type { SessionNames, SessionSums } from "../contract/session-query.js";
import { type CountColumn, countColumns, type NameKind } from "../sessions/session-share.js";
import { fromColumnText } from "../words/column-text.js";

/** A row of `sessions`, with its sums as text. */
export interface SessionRow extends Readonly<Record<CountColumn | "events", string>> {
  readonly session_id: string;
  readonly project_id: string;
  readonly first_seconds: number | string;
  readonly first_nanos: number;
  readonly last_seconds: number | string;
  readonly last_nanos: number;
}

/** A row of `session_names`, in the order of the sessions, of kinds, and of the list of a summary. */
export interface NameRow {
  /** Index of the session in the page. */
  readonly session: number;
  readonly kind: NameKind;
  readonly name: string;
  readonly events: string;
  readonly cost: string;
  /** Number of names of this kind in the session, of which there may be more than rows. */
  readonly total: number | string;
}

/** Returns the sums of the sessions of a page. */
export function toSessions(rows: readonly SessionRow[], names: readonly NameRow[]): SessionSums[] {
  const namesOf = new Map<string, NameRow[]>();
  for (const row of names) {
    const key = `${row.session}${row.kind}`;
    const list = namesOf.get(key) ?? [];
    namesOf.set(key, list);
    list.push(row);
  }
  return rows.map((row, index) => {
    const list = (kind: NameKind) => toNames(namesOf.get(`${index}${kind}`) ?? []);
    return {
      sessionId: fromColumnText(row.session_id),
      projectId: fromColumnText(row.project_id),
      events: BigInt(row.events),
      first: { seconds: BigInt(row.first_seconds), nanos: row.first_nanos },
      last: { seconds: BigInt(row.last_seconds), nanos: row.last_nanos },
      counts: Object.fromEntries(countColumns.map((column) => [column, BigInt(row[column])])) as SessionSums["counts"],
      agents: list("a"),
      outcomes: list("o"),
      costs: list("c"),
    };
  });
}

function toNames(rows: readonly NameRow[]): SessionNames {
  return {
    first: rows.map(({ name, events, cost }) => ({
      name: fromColumnText(name),
      events: BigInt(events),
      // PostgreSQL keeps the zeros at the end of a fraction.
      cost: addDecimals(cost, "0"),
    })),
    total: Number(rows[0]?.total ?? 0),
  };
}
