// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import type { Event } from "@chaukas/spec-common";
import {
  type ExportLogsServiceRequest,
  ExportLogsServiceRequestSchema,
} from "../gen/opentelemetry/proto/collector/logs/v1/logs_service_pb.js";
import {
  type ExportTraceServiceRequest,
  ExportTraceServiceRequestSchema,
} from "../gen/opentelemetry/proto/collector/trace/v1/trace_service_pb.js";
import type { LogRecord } from "../gen/opentelemetry/proto/logs/v1/logs_pb.js";
import type { Span } from "../gen/opentelemetry/proto/trace/v1/trace_pb.js";
import { type Parts, type Restored, readLogRecord, readSpanRecord, recordOf } from "../record/read-record.js";
import { groupByOrigin } from "./group-by-origin.js";
import { eventsToSpan, eventToLogRecord, findOperations, operationPartOf, type SpanPart } from "./native-events.js";

/** The spans and log records that events became. */
export interface EventsToSpansResult {
  /** A request for `/v1/traces`. */
  readonly traces: ExportTraceServiceRequest;
  /** A request for `/v1/logs`, with the events that are no part of a span. */
  readonly logs: ExportLogsServiceRequest;
  /** What could not be restored of spans that came from OpenTelemetry, since their other events are missing. */
  readonly incomplete: readonly Incomplete[];
}

/** A span or log record whose events lack something. */
export interface Incomplete {
  /** Event that has the record of the span. */
  readonly eventId: string;
  /** Names of the attributes and events that are missing. */
  readonly missing: readonly string[];
}

/**
 * Converts events to spans and log records.
 *
 * Spans that `spansToEvents` converted come back as they were, attribute by attribute, and so do log records; only the
 * order of attributes may differ. Of all other events, the start and the end of one operation become a span with the
 * attributes of OpenTelemetry's conventions, and each lone event becomes a log record. Both carry the public JSON form of
 * their events in `chaukas.event.*`. An id that is not hex of the right length is replaced by the first bytes of its SHA-256,
 * and is then an attribute itself.
 */
export function eventsToSpans(events: readonly Event[]): EventsToSpansResult {
  const spans: Restored<Span>[] = [];
  const logs: Restored<LogRecord>[] = [];
  const incomplete: Incomplete[] = [];
  const note = (eventId: string, { missing }: Restored<unknown>) => {
    if (missing.length > 0) {
      incomplete.push({ eventId, missing });
    }
  };
  const partsBySpan = collectParts(events);
  const used = new Set<Event>();
  for (const event of events) {
    const record = recordOf(event);
    if (record?.["part"] === "log") {
      const restored = readLogRecord(event, record);
      logs.push(restored);
      note(event.eventId, restored);
      used.add(event);
    } else if (record?.["part"] === "end" && partsBySpan.get(spanKey(event))?.get("end") === event) {
      const parts = partsBySpan.get(spanKey(event)) ?? new Map();
      const restored = readSpanRecord(event, record, parts);
      spans.push(restored);
      note(event.eventId, restored);
      for (const part of parts.values()) {
        used.add(part);
      }
    }
  }
  const { operations, lone } = findOperations(events.filter((event) => !used.has(event)));
  spans.push(...operations.map(eventsToSpan));
  logs.push(...lone.map(eventToLogRecord));
  return {
    traces: create(ExportTraceServiceRequestSchema, {
      resourceSpans: groupByOrigin(spans).map(({ scopes, ...resource }) => ({
        ...resource,
        scopeSpans: scopes.map(({ messages, ...scope }) => ({ ...scope, spans: messages })),
      })),
    }),
    logs: create(ExportLogsServiceRequestSchema, {
      resourceLogs: groupByOrigin(logs).map(({ scopes, ...resource }) => ({
        ...resource,
        scopeLogs: scopes.map(({ messages, ...scope }) => ({ ...scope, logRecords: messages })),
      })),
    }),
    incomplete,
  };
}

/**
 * Returns the span that an event is a part of, for programs that convert events as they arrive: `eventsToSpans` makes a
 * span of its parts once they include the end. Undefined for an event that becomes a log record by itself.
 */
export function spanPartOf(event: Event): SpanPart | undefined {
  const part = recordOf(event)?.["part"];
  if (typeof part === "string") {
    return part === "log" ? undefined : { span: spanKey(event), ends: part === "end" };
  }
  return operationPartOf(event);
}

function spanKey({ tenantId, traceId, spanId }: Event): string {
  return `${tenantId}\n${traceId}\n${spanId}`;
}

/** Collects the events of each span that came from OpenTelemetry, by part. Of two events for one part, the first counts. */
function collectParts(events: readonly Event[]): Map<string, Parts> {
  const spans = new Map<string, Map<string, Event>>();
  for (const event of events) {
    const part = recordOf(event)?.["part"];
    if (typeof part !== "string" || part === "log") {
      continue;
    }
    const key = spanKey(event);
    const parts = spans.get(key) ?? new Map<string, Event>();
    spans.set(key, parts);
    if (!parts.has(part)) {
      parts.set(part, event);
    }
  }
  return spans;
}
