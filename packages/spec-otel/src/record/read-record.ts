// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type JsonObject, type JsonValue } from "@bufbuild/protobuf";
import type { Event } from "@chaukas/spec-common";
import {
  InstrumentationScopeSchema,
  type KeyValue,
  KeyValueSchema,
} from "../gen/opentelemetry/proto/common/v1/common_pb.js";
import { type LogRecord, LogRecordSchema } from "../gen/opentelemetry/proto/logs/v1/logs_pb.js";
import { ResourceSchema } from "../gen/opentelemetry/proto/resource/v1/resource_pb.js";
import {
  type Span,
  type Span_Event,
  Span_EventSchema,
  Span_LinkSchema,
  SpanSchema,
} from "../gen/opentelemetry/proto/trace/v1/trace_pb.js";
import { readEventField } from "../mapping/event-fields.js";
import { type PartName, restoreAttributes } from "../mapping/map-attributes.js";
import { hexToBytes } from "../otlp/hex.js";
import { fromOtlpJson } from "../otlp/parse-otlp-json.js";
import { attributesFromExactJson, fromExactJson } from "../values/exact-json.js";
import type { Origin } from "./write-record.js";

/** The events of one span, by their parts: `start`, `end`, `input`, `output`, `handoff`, `event.0`. */
export type Parts = ReadonlyMap<string, Event>;

/** A span or a log record, where it comes from, and what its events no longer hold. */
export interface Restored<T> {
  readonly message: T;
  readonly origin: Origin;
  /** Names of attributes and events that are missing. */
  readonly missing: readonly string[];
}

/** Returns the value of `metadata.otel` of an event, if it comes from OpenTelemetry. */
export function recordOf({ metadata }: Event): JsonObject | undefined {
  const record = metadata?.["otel"];
  return isObject(record) && typeof record["part"] === "string" ? record : undefined;
}

function isObject(json: JsonValue | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** Restores the span whose end is an event with a record, from that event and the others of the span. */
export function readSpanRecord(end: Event, record: JsonObject, parts: Parts): Restored<Span> {
  const missing: string[] = [];
  const read = (part: PartName, path: string) => {
    const event = part === "end" ? end : parts.get(part);
    return event === undefined ? undefined : readEventField(event, path);
  };
  const fields = record["span"] as JsonObject;
  const span = create(SpanSchema, {
    ...fromOtlpJson(SpanSchema, fields),
    traceId: hexToBytes(end.traceId) ?? new Uint8Array(),
    spanId: hexToBytes(end.spanId) ?? new Uint8Array(),
    attributes: readAttributes(record, read, missing),
    links: listOf(record["links"]).map((link) =>
      create(Span_LinkSchema, {
        ...fromOtlpJson(Span_LinkSchema, withoutAttributes(link)),
        attributes: attributesFromExactJson((link as JsonObject)["attributes"]),
      }),
    ),
    events: listOf(record["events"]).flatMap((event, index) => readEvent(event, index, parts, missing)),
  });
  if (span.parentSpanId.length === 0) {
    span.parentSpanId = hexToBytes(end.parentSpanId) ?? new Uint8Array();
  }
  const status = fields["status"];
  if (span.status !== undefined && isObject(status) && typeof status["from"] === "string") {
    span.status.message = String(read("end", status["from"]) ?? "");
  }
  return { message: span, origin: readOrigin(record, read, missing), missing };
}

/** Restores a log record from the event that it became. */
export function readLogRecord(event: Event, record: JsonObject): Restored<LogRecord> {
  const missing: string[] = [];
  const read = (part: PartName, path: string) => (part === "end" ? readEventField(event, path) : undefined);
  const body = Object.hasOwn(record, "body") ? fromExactJson(record["body"] as JsonValue) : undefined;
  const message = create(LogRecordSchema, {
    ...fromOtlpJson(LogRecordSchema, record["log"]),
    ...(body !== undefined && { body }),
    attributes: readAttributes(record, read, missing),
  });
  return { message, origin: readOrigin(record, read, missing), missing };
}

type Read = (part: PartName, path: string) => ReturnType<typeof readEventField>;

function readAttributes(record: JsonObject, read: Read, missing: string[]): KeyValue[] {
  const mapped = Object.entries((record["mapped"] ?? {}) as JsonObject).flatMap(([name, text]) => {
    const restored = restoreAttributes(name, String(text), read);
    if (restored === undefined) {
      missing.push(name);
    }
    return (restored ?? []).map(([key, value]) => create(KeyValueSchema, { key, value: { value } }));
  });
  // One order, whatever was mapped, so that spans of one resource have equal resources.
  return [...mapped, ...attributesFromExactJson(record["attributes"])].sort((a, b) =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : 0,
  );
}

function readEvent(event: JsonValue, index: number, parts: Parts, missing: string[]): Span_Event[] {
  if (event !== null) {
    const attributes = attributesFromExactJson((event as JsonObject)["attributes"]);
    return [create(Span_EventSchema, { ...fromOtlpJson(Span_EventSchema, withoutAttributes(event)), attributes })];
  }
  const own = parts.get(`event.${index}`);
  const record = own && recordOf(own);
  if (own === undefined || record === undefined) {
    missing.push(`event.${index}`);
    return [];
  }
  const read: Read = (_, path) => readEventField(own, path);
  const attributes = readAttributes(record, read, missing);
  return [create(Span_EventSchema, { ...fromOtlpJson(Span_EventSchema, record["event"]), attributes })];
}

function readOrigin(record: JsonObject, read: Read, missing: string[]): Origin {
  const { resource, scope } = record;
  return {
    resource: isObject(resource)
      ? create(ResourceSchema, {
          ...fromOtlpJson(ResourceSchema, withoutAttributes(resource)),
          attributes: readAttributes(resource, read, missing),
        })
      : undefined,
    resourceSchemaUrl: String(record["resourceSchemaUrl"] ?? ""),
    scope: isObject(scope)
      ? create(InstrumentationScopeSchema, {
          ...fromOtlpJson(InstrumentationScopeSchema, withoutAttributes(scope)),
          attributes: attributesFromExactJson(scope["attributes"]),
        })
      : undefined,
    scopeSchemaUrl: String(record["scopeSchemaUrl"] ?? ""),
  };
}

function withoutAttributes(json: JsonValue): JsonObject {
  const { attributes: _, ...rest } = json as JsonObject;
  return rest;
}

function listOf(json: JsonValue | undefined): JsonValue[] {
  return Array.isArray(json) ? json : [];
}
