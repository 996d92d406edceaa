// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { InstrumentationScope, KeyValue } from "../gen/opentelemetry/proto/common/v1/common_pb.js";
import { InstrumentationScopeSchema } from "../gen/opentelemetry/proto/common/v1/common_pb.js";
import { type LogRecord, LogRecordSchema } from "../gen/opentelemetry/proto/logs/v1/logs_pb.js";
import { type Resource, ResourceSchema } from "../gen/opentelemetry/proto/resource/v1/resource_pb.js";
import {
  type Span,
  type Span_Event,
  Span_EventSchema,
  type Span_Link,
  Span_LinkSchema,
  SpanSchema,
} from "../gen/opentelemetry/proto/trace/v1/trace_pb.js";
import type { AttributeMapping } from "../mapping/map-attributes.js";
import { mappingVersion } from "../mapping/mapping-table.js";
import { toOtlpJson } from "../otlp/to-otlp-json.js";
import { attributesToExactJson, toExactJson } from "../values/exact-json.js";

/** The resource and the scope that spans and log records share. */
export interface Origin {
  readonly resource: Resource | undefined;
  readonly resourceSchemaUrl: string;
  readonly scope: InstrumentationScope | undefined;
  readonly scopeSchemaUrl: string;
}

/** What became of the attributes of a span or a log record, and of those of its resource. */
export interface Mappings {
  readonly own: AttributeMapping;
  readonly resource: AttributeMapping;
}

/** Value of `metadata.otel` for an event that is only a part of a span, or of its own for the event of a span. */
export function writePart(part: string): JsonObject {
  return { mapping: mappingVersion, part };
}

/**
 * Returns the value of `metadata.otel` for the event that ends a span: all of the span that the fields of its events do not
 * give back. `ownEvents` are the positions of the span's events that became events of their own.
 */
export function writeSpanRecord(
  span: Span,
  origin: Origin,
  mappings: Mappings,
  { ownEvents, hasMessage }: { readonly ownEvents: ReadonlySet<number>; readonly hasMessage: boolean },
): JsonObject {
  const fields = toOtlpJson(SpanSchema, { ...span, attributes: [], events: [], links: [] }) as JsonObject;
  const { traceId: _traceId, spanId: _spanId, parentSpanId, ...rest } = fields;
  const isEmptyParent = typeof parentSpanId === "string" && /^0+$/.test(parentSpanId);
  const status = rest["status"] as JsonObject | undefined;
  if (status !== undefined && hasMessage) {
    delete status["message"];
    status["from"] = "error/error_message";
  }
  return {
    ...writePart("end"),
    // The parent is a field of the event, unless it is one of zeros, which is none.
    span: { ...rest, ...(isEmptyParent && { parentSpanId }) },
    ...writeAttributes(mappings.own),
    ...(span.events.length > 0 && {
      events: span.events.map((event, index) => (ownEvents.has(index) ? null : writeEvent(event))),
    }),
    ...(span.links.length > 0 && { links: span.links.map(writeLink) }),
    ...writeOrigin(origin, mappings.resource),
  };
}

/** Returns the value of `metadata.otel` for an event that an event of a span became. */
export function writeSpanEventRecord(event: Span_Event, index: number, mapping: AttributeMapping): JsonObject {
  return {
    ...writePart(`event.${index}`),
    event: toOtlpJson(Span_EventSchema, { ...event, attributes: [] }) as JsonObject,
    ...writeAttributes(mapping),
  };
}

/** Returns the value of `metadata.otel` for an event that a log record became. */
export function writeLogRecord(record: LogRecord, origin: Origin, mappings: Mappings): JsonObject {
  const { body, ...rest } = record;
  return {
    ...writePart("log"),
    log: toOtlpJson(LogRecordSchema, { ...rest, attributes: [] }) as JsonObject,
    ...(body !== undefined && { body: toExactJson(body) }),
    ...writeAttributes(mappings.own),
    ...writeOrigin(origin, mappings.resource),
  };
}

function writeAttributes({ rest, mapped }: AttributeMapping): JsonObject {
  return { ...writeRest(rest), ...(Object.keys(mapped).length > 0 && { mapped }) };
}

function writeRest(attributes: readonly KeyValue[]): JsonObject {
  return attributes.length === 0 ? {} : { attributes: attributesToExactJson(attributes) };
}

function writeEvent(event: Span_Event): JsonObject {
  return {
    ...(toOtlpJson(Span_EventSchema, { ...event, attributes: [] }) as JsonObject),
    ...writeRest(event.attributes),
  };
}

function writeLink(link: Span_Link): JsonObject {
  return { ...(toOtlpJson(Span_LinkSchema, { ...link, attributes: [] }) as JsonObject), ...writeRest(link.attributes) };
}

function writeOrigin(
  { resource, resourceSchemaUrl, scope, scopeSchemaUrl }: Origin,
  mapping: AttributeMapping,
): JsonObject {
  const members: [string, JsonValue | undefined][] = [
    [
      "resource",
      resource && {
        ...(toOtlpJson(ResourceSchema, { ...resource, attributes: [] }) as JsonObject),
        ...writeAttributes(mapping),
      },
    ],
    ["resourceSchemaUrl", resourceSchemaUrl || undefined],
    [
      "scope",
      scope && {
        ...(toOtlpJson(InstrumentationScopeSchema, { ...scope, attributes: [] }) as JsonObject),
        ...writeRest(scope.attributes),
      },
    ],
    ["scopeSchemaUrl", scopeSchemaUrl || undefined],
  ];
  return Object.fromEntries(members.filter((member): member is [string, JsonValue] => member[1] !== undefined));
}
