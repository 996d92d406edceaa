// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { SessionFilter } from "../contract/session-query.js";
import type { NameKind } from "../sessions/session-share.js";
import { toColumnText } from "../words/column-text.js";

/** Members of a filter that sessions are looked up by, if they are rare. */
export type SessionMember = "sessionIdPrefix" | "agentIds" | "principalIds" | "policyOutcomes";

/** All of them, those first that are rather rare. */
export const memberNames: readonly SessionMember[] = ["sessionIdPrefix", "agentIds", "principalIds", "policyOutcomes"];

/** Returns whether a filter restricts a member. */
export function isGiven(filter: SessionFilter, member: SessionMember): boolean {
  return (filter[member]?.length ?? 0) > 0;
}

/** Names of a kind, different and in the form of `toColumnText`. */
export interface WantedNames {
  readonly kind: NameKind;
  readonly values: readonly string[];
}

/** Returns the names of which a session must have one, or undefined for the prefix, which is no name. */
export function namesOf(filter: SessionFilter, member: Exclude<SessionMember, "sessionIdPrefix">): WantedNames;
export function namesOf(filter: SessionFilter, member: SessionMember): WantedNames | undefined;
export function namesOf(filter: SessionFilter, member: SessionMember): WantedNames | undefined {
  return member === "sessionIdPrefix"
    ? undefined
    : { kind: kinds[member], values: [...new Set(filter[member]?.map(toColumnText))] };
}

const kinds = { agentIds: "a", principalIds: "p", policyOutcomes: "o" } as const;
