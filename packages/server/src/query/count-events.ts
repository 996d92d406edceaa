// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { type EventType, EventTypeSchema } from "@chaukas/spec-common";
import type { GetEventStatsRequest, GetEventStatsResponseSchema } from "@chaukas/spec-server";
import { type Caller, checkProject, checkTenant } from "../auth/caller.js";
import type { StoreCalls } from "../limits/create-store-calls.js";
import type { EventStats, EventStore } from "../store/contract/event-store.js";
import { isEmptyRange, toTimeBounds } from "./time-bounds.js";

/** Answers requests for statistics. */
export type CountEvents = (
  request: GetEventStatsRequest,
  caller: Caller,
) => Promise<MessageInitShape<typeof GetEventStatsResponseSchema>>;

/** Creates the function that counts events, restricted to what the caller may see. */
export function createCountEvents(store: EventStore, callStore: StoreCalls): CountEvents {
  return async (request, caller) => {
    const selection = {
      tenantId: checkTenant(caller, request.tenantId, "tenant_id"),
      projectIds: checkProject(caller, request.projectId, "project_id"),
      ...toTimeBounds(request.timeRange),
    };
    const stats = isEmptyRange(selection) ? emptyStats : await callStore(() => store.countEvents(selection));
    return {
      totalEvents: BigInt(stats.totalEvents),
      totalSessions: BigInt(stats.totalSessions),
      eventsByType: Object.fromEntries([...stats.eventsByType].map(([type, count]) => [typeName(type), BigInt(count)])),
      avgSessionDurationMs: stats.avgSessionDurationMs,
    };
  };
}

const emptyStats: EventStats = { totalEvents: 0, totalSessions: 0, eventsByType: new Map(), avgSessionDurationMs: 0 };

/** Returns the name of an event type in public JSON, such as `AGENT_START`, or the decimal number if it has no name. */
export function typeName(type: EventType): string {
  return EventTypeSchema.value[type]?.name.slice("EVENT_TYPE_".length) ?? String(type);
}
