// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Instant } from "../../contract/new-event.js";
import type { SessionFilter, SessionPosition } from "../../contract/session-query.js";
import { namesOf, type SessionMember } from "../../records/session-members.js";
import { prefixEnd } from "../../sessions/prefix-end.js";
import type { NameKind } from "../../sessions/session-share.js";
import { toColumnText } from "../../words/column-text.js";

/** Terms of one statement, on a session `s`. Those that a filter does not have are none. */
export interface SessionTerms {
  readonly values: readonly unknown[];
  /** Adds a parameter, and returns how the statement refers to it. */
  parameter(value: unknown): string;
  ofTenant(table: string): string;
  /** The session comes after a position in the order of pages. */
  after(position: SessionPosition | undefined): string[];
  recent(): string[];
  beginsBefore(): string[];
  inProject(): string[];
  prefix(): string[];
  /** The session has one of the names of a member. A scalar subquery is run for each session, and never hashed. */
  hasName(member: SessionMember): string[];
  /** Names of a member, as an array. */
  names(member: Exclude<SessionMember, "sessionIdPrefix">): { readonly kind: NameKind; readonly list: string };
}

export function createSessionTerms(filter: SessionFilter): SessionTerms {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const tenant = parameter(toColumnText(filter.tenantId));
  const { projectIds = [], sessionIdPrefix = "", start, end } = filter;
  return {
    values,
    parameter,
    ofTenant: (table) => `${table}.tenant_id = ${tenant}`,
    after(position) {
      if (position === undefined) {
        return [];
      }
      const place = [toNanoseconds(position), toColumnText(position.sessionId), toColumnText(position.projectId)];
      return [`(s.last_ns, s.session_id, s.project_id) < (${place.map(parameter).join(", ")})`];
    },
    recent: () => (start === undefined ? [] : [`s.last_ns >= ${parameter(toNanoseconds(start))}`]),
    beginsBefore: () => (end === undefined ? [] : [`s.first_ns < ${parameter(toNanoseconds(end))}`]),
    inProject: () =>
      projectIds.length === 0 ? [] : [`s.project_id = any(${parameter(projectIds.map(toColumnText))}::text[])`],
    prefix() {
      if (sessionIdPrefix === "") {
        return [];
      }
      const prefix = toColumnText(sessionIdPrefix);
      const beyond = prefixEnd(prefix);
      const from = `s.session_id >= ${parameter(prefix)}`;
      return beyond === undefined ? [from] : [from, `s.session_id < ${parameter(beyond)}`];
    },
    hasName(member) {
      const names = namesOf(filter, member);
      if (names === undefined || names.values.length === 0) {
        return [];
      }
      return [
        `coalesce((select true from chaukas.session_names n where n.tenant_id = ${tenant}
          and n.session_id = s.session_id and n.project_id = s.project_id and n.kind = '${names.kind}'
          and n.name = any(${parameter(names.values)}::text[]) limit 1), false)`,
      ];
    },
    names(member) {
      const names = namesOf(filter, member);
      return { kind: names.kind, list: `${parameter(names.values)}::text[]` };
    },
  };
}

/** Returns nanoseconds since 1970. */
export function toNanoseconds({ seconds, nanos }: Instant): bigint {
  return seconds * 1_000_000_000n + BigInt(nanos);
}
