// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventType } from "@chaukas/spec-common";
import { type EventJson, eventToJson } from "@chaukas/spec-common/json";

/** An event in the JSON format of CloudEvents 1.0. */
export interface CloudEvent {
  readonly specversion: "1.0";
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time?: string;
  readonly datacontenttype: "application/json";
  /** The trace and the span of the event, as the extension for distributed tracing has it. Absent without them. */
  readonly traceparent?: string;
  readonly data: EventJson;
}

/**
 * Wraps events as CloudEvents 1.0, whose `data` is the event in public JSON, so nothing is lost. `source` and `id`, which
 * together identify a CloudEvent, are the tenant and the `event_id`; `type` is `ai.chaukas.event.v1.` and the name of the
 * type, or its number if this version does not know it; `subject` is the session. Throws `JsonCodecError` for an event that
 * JSON cannot represent.
 */
export function eventsToCloudEvents(events: readonly Event[]): CloudEvent[] {
  return events.map((event) => {
    const data = eventToJson(event);
    const { tenantId, eventId, sessionId, traceId, spanId, type } = event;
    const hasContext = /^(?!0+$)[0-9a-f]{32}$/i.test(traceId) && /^(?!0+$)[0-9a-f]{16}$/i.test(spanId);
    return {
      specversion: "1.0",
      id: eventId,
      source: `/tenants/${encodeURIComponent(tenantId)}`,
      type: `ai.chaukas.event.v1.${EventType[type] ?? type}`,
      subject: sessionId,
      ...(data.timestamp !== undefined && { time: data.timestamp }),
      datacontenttype: "application/json",
      ...(hasContext && { traceparent: `00-${traceId}-${spanId}-01`.toLowerCase() }),
      data,
    };
  });
}
