// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import type { Instant, StoreQuery } from "../store/event-store.js";

/** SHA-256 of what a page token is bound to: filter with tenant and projects, and order. The order of lists is no matter. */
export function digestFilter({ filter, order }: Pick<StoreQuery, "filter" | "order">): Uint8Array {
  const {
    tenantId,
    projectIds,
    sessionId,
    agentId,
    spanId,
    traceId,
    types,
    statuses,
    severities,
    tags,
    words,
    start,
    end,
    ...others
  } = filter;
  // A member that is added to the filter must be added here, which this line makes the compiler say.
  others satisfies Record<string, never>;
  const texts = [projectIds, tags, words].map((list) => [...new Set(list)].sort());
  const numbers = [types, statuses, severities].map((list) => [...new Set<number>(list)].sort((a, b) => a - b));
  const ids = [tenantId, sessionId, agentId, spanId, traceId].map((id) => id ?? "");
  const times = [start, end].map(toText);
  return createHash("sha256")
    .update(JSON.stringify([order, ids, texts, numbers, times]))
    .digest();
}

function toText(instant: Instant | undefined): string {
  return instant === undefined ? "" : `${instant.seconds}.${instant.nanos}`;
}
