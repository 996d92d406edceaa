// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type JsonObject } from "@bufbuild/protobuf";
import { type Event, EventStatus, EventType, Severity } from "@chaukas/spec-common";
import { eventToJson, eventToJsonString } from "@chaukas/spec-common/json";
import { sha256 } from "@noble/hashes/sha2.js";
import { type AnyValue, type KeyValue, KeyValueSchema } from "../gen/opentelemetry/proto/common/v1/common_pb.js";
import { type LogRecord, LogRecordSchema } from "../gen/opentelemetry/proto/logs/v1/logs_pb.js";
import {
  type Span,
  Span_SpanKind,
  SpanSchema,
  Status_StatusCode,
} from "../gen/opentelemetry/proto/trace/v1/trace_pb.js";
import { readEventField } from "../mapping/event-fields.js";
import { mappingRows, type OperationKind } from "../mapping/mapping-table.js";
import { hexToBytes } from "../otlp/hex.js";
import type { Restored } from "../record/read-record.js";
import { type FieldValue, writeValue } from "../values/field-values.js";
import { nanosFromTimestamp } from "../values/unix-nanos.js";

/** The two events of an operation. */
export interface Operation {
  readonly start: Event;
  readonly end: Event;
  readonly kind: OperationKind;
}

/** The span that an event is a part of. */
export interface SpanPart {
  /** Identifies the span among those of all tenants. */
  readonly span: string;
  /** Whether the event ends the span. */
  readonly ends: boolean;
}

/** Kinds of operations by the type of the event that begins and the one that ends them, with the name of the operation. */
const kinds: readonly (readonly [EventType, EventType, OperationKind, string])[] = [
  [EventType.AGENT_START, EventType.AGENT_END, "agent", "invoke_agent"],
  [EventType.MODEL_INVOCATION_START, EventType.MODEL_INVOCATION_END, "model", "chat"],
  [EventType.TOOL_CALL_START, EventType.TOOL_CALL_END, "tool", "execute_tool"],
  [EventType.MCP_CALL_START, EventType.MCP_CALL_END, "mcp", ""],
  [EventType.STEP_START, EventType.STEP_END, "step", "invoke_workflow"],
];

/** Finds the start and the end of each operation. All other events are lone ones. */
export function findOperations(events: readonly Event[]): { operations: Operation[]; lone: Event[] } {
  const starts = new Map<string, Event[]>();
  const operations: Operation[] = [];
  const paired = new Set<Event>();
  for (const event of events) {
    const kind = kinds.find(([start]) => start === event.type)?.[2];
    if (kind !== undefined && event.spanId !== "") {
      const key = operationKey(event, kind);
      starts.set(key, [...(starts.get(key) ?? []), event]);
    }
  }
  for (const end of events) {
    const kind = kinds.find(([, type]) => type === end.type)?.[2];
    const start = kind === undefined ? undefined : starts.get(operationKey(end, kind))?.shift();
    if (kind !== undefined && start !== undefined) {
      operations.push({ start, end, kind });
      paired.add(start).add(end);
    }
  }
  return { operations, lone: events.filter((event) => !paired.has(event)) };
}

/** Returns the key of the operation that an event begins or ends. Undefined if it does neither. */
export function operationPartOf(event: Event): SpanPart | undefined {
  const [, end, kind] = kinds.find(([first, last]) => first === event.type || last === event.type) ?? [];
  return kind === undefined || event.spanId === ""
    ? undefined
    : { span: operationKey(event, kind), ends: event.type === end };
}

function operationKey({ tenantId, sessionId, traceId, spanId }: Event, kind: OperationKind): string {
  return JSON.stringify([tenantId, sessionId, traceId, spanId, kind]);
}

/** Converts the two events of an operation to a span. */
export function eventsToSpan({ start, end, kind }: Operation): Restored<Span> {
  const [, , , operationName = ""] = kinds.find(([, , name]) => name === kind) ?? [];
  const attributes = new Map<string, AnyValue["value"]>();
  if (operationName !== "") {
    attributes.set("gen_ai.operation.name", text(operationName));
  }
  for (const { field, on, place, as, from } of mappingRows) {
    const name = from.genai?.[0];
    if (name === undefined || attributes.has(name) || (on !== undefined && !on.includes(kind))) {
      continue;
    }
    const value =
      (place !== "start" && place !== "input" ? valueAt(end, field) : undefined) ??
      (place !== "end" && place !== "output" ? valueAt(start, field) : undefined);
    if (value !== undefined) {
      const written =
        as === "seconds" ? writeValue("seconds", value) : writeValue(as === "first" ? "list" : "plain", value);
      attributes.set(name, written ?? text(String(value)));
    }
  }
  const ids = idsOf(end, attributes);
  attributes.set("chaukas.event.start", text(eventToJsonString(start)));
  attributes.set("chaukas.event.end", text(eventToJsonString(end)));
  const isFailed = end.status === EventStatus.FAILED;
  const span = create(SpanSchema, {
    ...ids,
    name: nameOf(start, kind, operationName),
    kind: kind === "model" || kind === "mcp" ? Span_SpanKind.CLIENT : Span_SpanKind.INTERNAL,
    startTimeUnixNano: nanosFromTimestamp(start.timestamp),
    endTimeUnixNano: nanosFromTimestamp(end.timestamp),
    attributes: writeAttributes(attributes),
    ...(isFailed && { status: { code: Status_StatusCode.ERROR, message: failureOf(end) } }),
  });
  return { message: span, origin: ownOrigin, missing: [] };
}

/** Converts an event that is no part of a span to a log record, whose body is the event in public JSON. */
export function eventToLogRecord(event: Event): Restored<LogRecord> {
  const attributes = new Map<string, AnyValue["value"]>();
  const { traceId, spanId } = idsOf(event, attributes);
  attributes.set("chaukas.event.id", text(event.eventId));
  if (event.sessionId !== "") {
    attributes.set("session.id", text(event.sessionId));
  }
  const type = EventType[event.type] ?? String(event.type);
  const record = create(LogRecordSchema, {
    timeUnixNano: nanosFromTimestamp(event.timestamp),
    observedTimeUnixNano: nanosFromTimestamp(event.serverTimestamp ?? event.timestamp),
    severityNumber: severityNumbers[event.severity] ?? 0,
    severityText: event.severity === Severity.UNSPECIFIED ? "" : (Severity[event.severity] ?? ""),
    eventName: `chaukas.${type.toLowerCase()}`,
    body: { value: writeValue("plain", eventToJson(event) as unknown as JsonObject) ?? { case: undefined } },
    attributes: writeAttributes(attributes),
    ...(event.traceId !== "" && { traceId }),
    ...(event.traceId !== "" && event.spanId !== "" && { spanId }),
  });
  return { message: record, origin: ownOrigin, missing: [] };
}

const severityNumbers: Readonly<Record<number, number>> = {
  [Severity.DEBUG]: 5,
  [Severity.INFO]: 9,
  [Severity.WARN]: 13,
  [Severity.ERROR]: 17,
};

const ownOrigin = {
  resource: undefined,
  resourceSchemaUrl: "",
  scope: {
    $typeName: "opentelemetry.proto.common.v1.InstrumentationScope" as const,
    name: "@chaukas/spec-otel",
    version: "",
    attributes: [],
    droppedAttributesCount: 0,
  },
  scopeSchemaUrl: "",
};

/** Returns the value of a field that is set: a default says nothing. */
function valueAt(event: Event, field: string): FieldValue | undefined {
  const value = readEventField(event, field);
  const isDefault = value === "" || value === 0 || value === 0n || (Array.isArray(value) && value.length === 0);
  return isDefault ? undefined : value;
}

function nameOf(start: Event, kind: OperationKind, operationName: string): string {
  const target = {
    agent: start.agentName,
    model: valueAt(start, "llm_invocation/model"),
    tool: valueAt(start, "tool_call/name"),
    mcp: valueAt(start, "mcp_call/operation"),
    step: valueAt(start, "step/name"),
  }[kind as string];
  return [operationName, target].filter((part) => part !== undefined && part !== "").join(" ") || kind;
}

function failureOf({ content }: Event): string {
  if (content.case === "error") {
    return content.value.errorMessage;
  }
  return content.case === "toolResponse" ? content.value.errorMessage : "";
}

function idsOf(event: Event, attributes: Map<string, AnyValue["value"]>) {
  // Events without a trace belong together by their session.
  const trace = event.traceId || event.sessionId;
  return {
    traceId: toId(trace, 16, "chaukas.trace_id", attributes),
    spanId: toId(event.spanId, 8, "chaukas.span_id", attributes),
    parentSpanId: toId(event.parentSpanId, 8, "chaukas.parent_span_id", attributes),
  };
}

const encoder = new TextEncoder();

function toId(id: string, length: number, name: string, attributes: Map<string, AnyValue["value"]>): Uint8Array {
  const bytes = id.length === length * 2 ? hexToBytes(id) : undefined;
  if (bytes?.some((byte) => byte !== 0) || id === "") {
    return bytes ?? new Uint8Array();
  }
  attributes.set(name, text(id));
  return sha256(encoder.encode(id)).slice(0, length);
}

function text(value: string): AnyValue["value"] {
  return { case: "stringValue", value };
}

function writeAttributes(attributes: ReadonlyMap<string, AnyValue["value"]>): KeyValue[] {
  return [...attributes].map(([key, value]) => create(KeyValueSchema, { key, value: { value } }));
}
