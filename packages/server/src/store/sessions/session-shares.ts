// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { addDecimals } from "@chaukas/spec-common/session";
import { countColumns, type NameKind, type SessionShare } from "./session-share.js";

/** What an event adds, and to which session. The texts are in the form of `toColumnText`. */
interface SharedRow {
  readonly sessionId: string;
  readonly projectId: string;
  readonly agentId: string;
  readonly share: SessionShare;
}

/** What events add to a session in a project. */
export interface SummedShare<Tenant> {
  readonly tenant: Tenant;
  readonly sessionId: string;
  readonly projectId: string;
  /** One number for each of `countColumns`. */
  readonly counts: readonly number[];
  readonly names: readonly SummedName[];
}

/** What events add to a name in a session. */
interface SummedName {
  readonly kind: NameKind;
  readonly name: string;
  /** Events that have the name. */
  readonly events: number;
  /** A decimal number. */
  readonly cost: string;
}

type NameSums = Map<string, { kind: NameKind; name: string; events: number; cost: string }>;

/** Adds up the shares of events of one session. */
export interface SessionSum {
  add(row: SharedRow): void;
  /** Takes away the share of an event, as it was before a redaction. */
  subtract(row: SharedRow): void;
  /** Returns one sum for each of `countColumns`. */
  counts(): readonly number[];
  /** Returns the names, without those whose events and costs add up to 0. */
  names(): readonly SummedName[];
}

export function createSessionSum(): SessionSum {
  const counts = new Array<number>(countColumns.length).fill(0);
  // A map for each kind, since to join a kind and a name for every event takes long.
  const names = { a: new Map(), c: new Map(), o: new Map(), p: new Map() } satisfies Record<NameKind, NameSums>;
  const addName = (kind: NameKind, name: string, sign: 1 | -1, added: string) => {
    const sums: NameSums = names[kind];
    const sum = sums.get(name);
    const cost = sign === 1 || added === "0" ? added : negate(added);
    if (sum === undefined) {
      sums.set(name, { kind, name, events: sign, cost });
    } else {
      sum.events += sign;
      sum.cost = added === "0" ? sum.cost : addDecimals(sum.cost, cost);
    }
  };
  const addShare = ({ agentId, share }: SharedRow, sign: 1 | -1) => {
    for (let index = 0; index < share.counts.length; index += 2) {
      const column = share.counts[index] as number;
      counts[column] = (counts[column] as number) + sign * (share.counts[index + 1] as number);
    }
    if (agentId !== "") {
      addName("a", agentId, sign, "0");
    }
    for (const { kind, name, cost } of share.names) {
      addName(kind, name, sign, cost);
    }
  };
  return {
    add: (row) => addShare(row, 1),
    subtract: (row) => addShare(row, -1),
    counts: () => counts,
    names: () =>
      Object.values<NameSums>(names)
        .flatMap((sums) => [...sums.values()])
        .filter(({ events, cost }) => events !== 0 || cost !== "0"),
  };
}

function negate(cost: string): string {
  return cost.startsWith("-") ? cost.slice(1) : `-${cost}`;
}

/** Adds up the shares of events by their sessions. `Tenant` is how a store names a tenant in its tables. */
export interface SessionShares<Tenant> {
  add(tenant: Tenant, row: SharedRow): void;
  /** Takes away the share of an event, as it was before a redaction. */
  subtract(tenant: Tenant, row: SharedRow): void;
  sums(): readonly SummedShare<Tenant>[];
}

export function createSessionShares<Tenant extends string | number>(): SessionShares<Tenant> {
  const sessions = new Map<string, { tenant: Tenant; sessionId: string; projectId: string; sum: SessionSum }>();
  const sumOf = (tenant: Tenant, { sessionId, projectId }: SharedRow): SessionSum => {
    // Column texts never contain U+0000, so two keys never have the same name.
    const key = `${tenant}\u0000${sessionId}\u0000${projectId}`;
    const { sum } = sessions.get(key) ?? { sum: createSessionSum() };
    sessions.set(key, { tenant, sessionId, projectId, sum });
    return sum;
  };
  return {
    add: (tenant, row) => sumOf(tenant, row).add(row),
    subtract: (tenant, row) => sumOf(tenant, row).subtract(row),
    sums: () =>
      [...sessions.values()].map(({ sum, ...session }) => ({ ...session, counts: sum.counts(), names: sum.names() })),
  };
}
