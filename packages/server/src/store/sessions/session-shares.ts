// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { addDecimals } from "@chaukas/spec-common/session";
import { countColumns, type NameKind, type SessionShare } from "./session-share.js";

/** What an event adds, and to which session. The texts are in the form of `toColumnText`. */
interface SharedRow {
  readonly sessionId: string;
  readonly projectId: string;
  readonly share: SessionShare;
}

/** What events add to a session in a project. */
export interface SummedShare<Tenant> {
  readonly tenant: Tenant;
  readonly sessionId: string;
  readonly projectId: string;
  /** One number for each of `countColumns`. */
  readonly counts: readonly number[];
  readonly names: Iterable<SummedName>;
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

/** Adds up the shares of events by their sessions. `Tenant` is how a store names a tenant in its tables. */
export interface SessionShares<Tenant> {
  add(tenant: Tenant, row: SharedRow): void;
  /** Takes away the share of an event, as it was before a redaction. */
  subtract(tenant: Tenant, row: SharedRow): void;
  /** Returns the sums. Names whose events and costs add up to 0 are left out. */
  sums(): Iterable<SummedShare<Tenant>>;
}

interface OpenShare<Tenant> {
  readonly tenant: Tenant;
  readonly sessionId: string;
  readonly projectId: string;
  readonly counts: number[];
  readonly names: Map<string, { kind: NameKind; name: string; events: number; cost: string }>;
}

export function createSessionShares<Tenant extends string | number>(): SessionShares<Tenant> {
  const sessions = new Map<string, OpenShare<Tenant>>();
  const open = (tenant: Tenant, sessionId: string, projectId: string): OpenShare<Tenant> => {
    // Column texts never contain U+0000, so two keys never have the same name.
    const key = `${tenant}\u0000${sessionId}\u0000${projectId}`;
    let session = sessions.get(key);
    if (session === undefined) {
      const counts = new Array<number>(countColumns.length).fill(0);
      session = { tenant, sessionId, projectId, counts, names: new Map() };
      sessions.set(key, session);
    }
    return session;
  };
  return {
    add: (tenant, { sessionId, projectId, share }) => addShare(open(tenant, sessionId, projectId), share, 1),
    subtract: (tenant, { sessionId, projectId, share }) => addShare(open(tenant, sessionId, projectId), share, -1),
    *sums() {
      for (const session of sessions.values()) {
        const names = [...session.names.values()].filter(({ events, cost }) => events !== 0 || cost !== "0");
        yield { ...session, names };
      }
    },
  };
}

function addShare(session: OpenShare<unknown>, { counts, names }: SessionShare, sign: 1 | -1): void {
  for (let index = 0; index < counts.length; index++) {
    session.counts[index] = (session.counts[index] as number) + sign * (counts[index] as number);
  }
  for (const { kind, name, cost: added } of names) {
    const key = kind + name;
    const sum = session.names.get(key);
    const cost = sign === 1 || added === "0" ? added : negate(added);
    if (sum === undefined) {
      session.names.set(key, { kind, name, events: sign, cost });
    } else {
      sum.events += sign;
      sum.cost = added === "0" ? sum.cost : addDecimals(sum.cost, cost);
    }
  }
}

function negate(cost: string): string {
  return cost.startsWith("-") ? cost.slice(1) : `-${cost}`;
}
