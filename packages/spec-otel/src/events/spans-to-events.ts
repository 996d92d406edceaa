// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { type Event, EventStatus, EventType, Severity } from "@chaukas/spec-common";
import type { ExportTraceServiceRequest } from "../gen/opentelemetry/proto/collector/trace/v1/trace_service_pb.js";
import type { KeyValue } from "../gen/opentelemetry/proto/common/v1/common_pb.js";
import type { Resource } from "../gen/opentelemetry/proto/resource/v1/resource_pb.js";
import { type Span, type Span_Event, Status_StatusCode } from "../gen/opentelemetry/proto/trace/v1/trace_pb.js";
import { type Classification, classifyOperation } from "../mapping/classify-operation.js";
import { createDraft, draftField, type EventDraft, finishDraft, setField } from "../mapping/event-fields.js";
import { type AttributeMapping, type Drafts, mapAttributes, type PartName } from "../mapping/map-attributes.js";
import type { OperationKind } from "../mapping/mapping-table.js";
import { bytesToHex } from "../otlp/hex.js";
import { type Origin, writePart, writeSpanEventRecord, writeSpanRecord } from "../record/write-record.js";
import { millisecondsBetween, timestampFromNanos } from "../values/unix-nanos.js";
import { eventIdOfSpan } from "./event-ids.js";
import { fillInDetails } from "./fill-in-details.js";
import { findMessageText } from "./message-text.js";
import { authorOf, durationFieldOf, typesOf } from "./operation-types.js";

/** Options of {@link spansToEvents} and `logsToEvents`. */
export interface ToEventsOptions {
  /** Tenant of the events. Default: empty, for a server that knows it from the caller's credentials. */
  readonly tenantId?: string;
  /** Project of the events. Default: the attribute `service.namespace` of the resource, if there is one. */
  readonly projectId?: string;
  /** Session of events that name none. Default: the trace id. */
  readonly sessionId?: string;
  /** Whether spans and log records that have nothing to do with generative AI become events too. Default: false. */
  readonly includeOthers?: boolean;
}

/** The events that telemetry became, and what did not become any. */
export interface ToEventsResult {
  readonly events: readonly Event[];
  /** For each event, the place that it comes from, such as `resourceSpans[0].scopeSpans[0].spans[3]`. */
  readonly sources: readonly string[];
  /** What cannot become an event, and why. */
  readonly rejected: readonly Rejection[];
  /** Number of spans or log records that were left out, since they have nothing to do with generative AI. */
  readonly skipped: number;
}

/** A span or log record that cannot become an event. */
export interface Rejection {
  /** Its place, such as `resourceSpans[0].scopeSpans[0].spans[3]`. */
  readonly path: string;
  /** What is wrong with it, such as `traceId: expected 16 bytes that are not all 0, got 0`. */
  readonly reason: string;
}

/**
 * Converts spans to events, by the mapping table of this package.
 *
 * A span becomes the event that begins its operation and the event that ends it, or a single event for an operation of one
 * type. What went into an agent at the root of a trace and came out of it, a handoff, and each exception and evaluation are
 * events of their own. Each span is converted by itself, so a span that is sent again, in whatever batch, gives the same
 * events with the same identifiers. What no field holds is in `metadata.otel`, from which `eventsToSpans` restores the
 * span.
 */
export function spansToEvents(request: ExportTraceServiceRequest, options: ToEventsOptions = {}): ToEventsResult {
  const events: Event[] = [];
  const sources: string[] = [];
  const rejected: Rejection[] = [];
  let skipped = 0;
  for (const [r, { resource, schemaUrl, scopeSpans }] of request.resourceSpans.entries()) {
    for (const [s, { scope, schemaUrl: scopeSchemaUrl, spans }] of scopeSpans.entries()) {
      const origin = { resource, resourceSchemaUrl: schemaUrl, scope, scopeSchemaUrl };
      for (const [index, span] of spans.entries()) {
        const path = `resourceSpans[${r}].scopeSpans[${s}].spans[${index}]`;
        const reason = findFault(span);
        const found = reason === undefined ? classifySpan(span, options) : undefined;
        if (reason !== undefined) {
          rejected.push({ path, reason });
        } else if (found === undefined) {
          skipped++;
        } else {
          for (const event of convertSpan(span, origin, found, options)) {
            events.push(event);
            sources.push(path);
          }
        }
      }
    }
  }
  return { events, sources, rejected, skipped };
}

function findFault({ traceId, spanId, parentSpanId }: Span): string | undefined {
  return findIdFault("traceId", traceId, 16) ?? findIdFault("spanId", spanId, 8) ?? findParentFault(parentSpanId);
}

function findIdFault(name: string, id: Uint8Array, length: number): string | undefined {
  return id.length === length && id.some((byte) => byte !== 0)
    ? undefined
    : `${name}: expected ${length} bytes that are not all 0, got ${id.length === length ? "zeros" : id.length}`;
}

function findParentFault({ length }: Uint8Array): string | undefined {
  return length === 0 || length === 8 ? undefined : `parentSpanId: expected 8 bytes or none, got ${length}`;
}

function classifySpan({ attributes, kind }: Span, { includeOthers }: ToEventsOptions): Classification | undefined {
  return (
    classifyOperation(attributes) ?? (includeOthers ? { kind: "step", stepKind: spanKinds[kind] ?? "span" } : undefined)
  );
}

/** Kinds of steps for spans that have nothing to do with generative AI. */
const spanKinds = ["span", "internal", "server", "client", "producer", "consumer"];

interface Conversion {
  readonly span: Span;
  readonly origin: Origin;
  readonly ids: { readonly traceId: string; readonly spanId: string };
  readonly options: ToEventsOptions;
}

function convertSpan(span: Span, origin: Origin, found: Classification, options: ToEventsOptions): Event[] {
  const ids = { traceId: bytesToHex(span.traceId), spanId: bytesToHex(span.spanId) };
  const conversion = { span, origin, ids, options };
  const drafts = createDrafts(conversion, found);
  const own = mapAttributes(span.attributes, found.kind, drafts);
  const resource = mapResource(origin.resource, drafts);
  const end = drafts.end as EventDraft;
  fillIn(conversion, drafts, found);
  const shared = sharedFields(end);
  const ownEvents = span.events.flatMap((event, index) => convertSpanEvent(conversion, event, index, shared));
  const hasMessage = draftField(end, "error/error_message") !== undefined && (span.status?.message ?? "") !== "";
  setMetadata(
    end,
    writeSpanRecord(
      span,
      origin,
      { own, resource },
      {
        ownEvents: new Set(ownEvents.map(({ index }) => index)),
        hasMessage,
      },
    ),
  );
  for (const part of ["start", "input", "output", "handoff"] as const) {
    const draft = drafts[part];
    if (draft !== undefined) {
      setMetadata(draft, writePart(part));
    }
  }
  for (const part of ["input", "output", "handoff"] as const) {
    Object.assign(drafts[part]?.init ?? {}, shared);
  }
  const before = [drafts.start, drafts.handoff, drafts.input].filter(isFilled);
  const after = [drafts.output, end].filter(isFilled);
  return [...before, ...ownEvents.map(({ draft }) => draft), ...after].map(finishDraft);
}

/** Returns whether an event is needed: one of its own for a message or a handoff only if it has something to say. */
function isFilled(draft: EventDraft | undefined): draft is EventDraft {
  const isOptional = draft?.content === "message" || draft?.content === "agent_handoff";
  return draft !== undefined && !(isOptional && draft.init["content"] === undefined);
}

/** Attribute in which Langfuse says that an operation has failed, since its spans have no status. */
const levelName = "langfuse.observation.level";

interface Outcome {
  readonly severity?: Severity;
  readonly status?: EventStatus;
}

function createDrafts(conversion: Conversion, { kind }: Classification): Drafts {
  const { span } = conversion;
  const types = typesOf(kind);
  const isRoot = span.parentSpanId.every((byte) => byte === 0);
  const isFailed = span.status?.code === Status_StatusCode.ERROR || textOf(span.attributes, levelName) === "ERROR";
  const endContent = isFailed && types.start !== undefined ? "error" : types.endContent;
  const draft = (part: PartName, type: EventType, content: string, nanos: bigint, more: Outcome) =>
    createDraft(content, {
      eventId: eventIdOfSpan(conversion.ids.traceId, conversion.ids.spanId, part),
      tenantId: conversion.options.tenantId ?? "",
      ...(conversion.options.projectId !== undefined && { projectId: conversion.options.projectId }),
      ...conversion.ids,
      parentSpanId: isRoot ? "" : bytesToHex(span.parentSpanId),
      type,
      severity: Severity.INFO,
      author: authorOf(kind, part),
      timestamp: timestampFromNanos(nanos),
      ...more,
    });
  const start = span.startTimeUnixNano;
  const end = span.endTimeUnixNano === 0n ? start : span.endTimeUnixNano;
  const outcome = isFailed
    ? { severity: Severity.ERROR, status: EventStatus.FAILED }
    : { status: EventStatus.COMPLETED };
  return {
    end: draft("end", types.end, endContent, end, outcome),
    ...(types.start !== undefined && {
      start: draft("start", types.start, types.startContent, start, { status: EventStatus.STARTED }),
    }),
    ...(kind === "agent" && { handoff: draft("handoff", EventType.AGENT_HANDOFF, "agent_handoff", start, {}) }),
    ...(kind === "agent" &&
      isRoot && {
        input: draft("input", EventType.INPUT_RECEIVED, "message", start, {}),
        output: draft("output", EventType.OUTPUT_EMITTED, "message", end, {}),
      }),
  };
}

const noMapping: AttributeMapping = { rest: [], mapped: {} };

function mapResource(resource: Resource | undefined, drafts: Drafts): AttributeMapping {
  return resource === undefined ? noMapping : mapAttributes(resource.attributes, "resource", drafts);
}

/** Sets what follows from the span itself rather than from an attribute. */
function fillIn(
  { span, ids, options }: Conversion,
  drafts: Drafts,
  { kind, stepKind, isNamed = false }: Classification,
): void {
  const { start, end, input, output } = drafts;
  for (const draft of [start, end]) {
    if (draft === undefined) {
      continue;
    }
    setDefault(draft, "session_id", options.sessionId ?? ids.traceId);
    if (kind === "step") {
      setDefault(draft, "step/name", span.name);
      setDefault(draft, "step/kind", stepKind);
    }
    if (kind === "agent" && isNamed) {
      setDefault(draft, "agent_name", span.name);
    }
    if (kind === "guard" && isNamed) {
      setDefault(draft, "policy/policy_id", span.name);
    }
  }
  const duration = millisecondsBetween(span.startTimeUnixNano, span.endTimeUnixNano);
  if (end !== undefined && duration > 0) {
    const field = end.content === "error" ? undefined : durationFieldOf(kind);
    setDefault(end, field ?? "performance/duration_ms", duration);
  }
  if (end?.content === "error") {
    fillInError(span, end);
  }
  if (kind === "tool" && start !== undefined) {
    setDefault(start, "tool_call/name", span.name);
  }
  if (kind === "model" && start !== undefined && end !== undefined) {
    for (const draft of [start, end]) {
      setTime(draft, "startTime", span.startTimeUnixNano);
    }
    setTime(end, "endTime", span.endTimeUnixNano);
  }
  if (start !== undefined) {
    fillInDetails(span, start);
  }
  if (end !== undefined) {
    fillInDetails(span, end);
  }
  fillInText(input, "user");
  fillInText(output, "assistant");
}

function setTime({ content, init }: EventDraft, name: "startTime" | "endTime", nanos: bigint): void {
  if (content === "llm_invocation" && nanos > 0n) {
    init["content"] ??= { case: "llmInvocation", value: {} };
    (init["content"] as { value: Record<string, unknown> }).value[name] = timestampFromNanos(nanos);
  }
}

function fillInError(span: Span, end: EventDraft): void {
  const exception = span.events.filter(({ name }) => name === "exception").at(-1);
  const detail = (name: string) => textOf(exception?.attributes ?? [], name);
  const message =
    span.status?.message ||
    detail("exception.message") ||
    textOf(span.attributes, "langfuse.observation.status_message");
  setField(end, "error/error_message", message);
  setDefault(end, "error/error_code", detail("exception.type"));
}

function textOf(attributes: readonly KeyValue[], name: string): string {
  const value = attributes.find(({ key }) => key === name)?.value?.value;
  return value?.case === "stringValue" ? value.value : "";
}

function fillInText(draft: EventDraft | undefined, role: string): void {
  if (draft?.init["content"] === undefined) {
    return;
  }
  setDefault(draft, "message/role", role);
  const messages = draftField(draft, "message/metadata/messages") ?? draftField(draft, "message/metadata/value");
  setDefault(draft, "message/text", findMessageText(messages as JsonValue | undefined, role));
}

function setDefault(draft: EventDraft, path: string, value: string | number): void {
  if (value !== "" && draftField(draft, path) === undefined) {
    setField(draft, path, value);
  }
}

/** Fields that all events of a span share. */
const sharedNames = [
  "projectId",
  "sessionId",
  "agentId",
  "agentName",
  "agentVersion",
  "principal",
  "tags",
  "infrastructure",
];

function sharedFields({ init }: EventDraft): Record<string, unknown> {
  return Object.fromEntries(sharedNames.flatMap((name) => (init[name] === undefined ? [] : [[name, init[name]]])));
}

function setMetadata({ init }: EventDraft, otel: JsonObject): void {
  init["metadata"] = { otel };
}

/** Events of spans that become events of their own: kind of the attributes, type, and kind of content. */
const eventsOfTheirOwn: Readonly<Record<string, readonly [OperationKind, EventType, string]>> = {
  exception: ["exception", EventType.ERROR, "error"],
  "gen_ai.client.operation.exception": ["exception", EventType.ERROR, "error"],
  "gen_ai.evaluation.result": ["evaluation", EventType.EVALUATION, "evaluation"],
};

function convertSpanEvent(
  { ids, options, span }: Conversion,
  event: Span_Event,
  index: number,
  shared: Record<string, unknown>,
): { draft: EventDraft; index: number }[] {
  if (!Object.hasOwn(eventsOfTheirOwn, event.name)) {
    return [];
  }
  const [kind, type, content] = eventsOfTheirOwn[event.name] ?? ["exception", EventType.ERROR, "error"];
  const isRoot = span.parentSpanId.every((byte) => byte === 0);
  const draft = createDraft(content, {
    eventId: eventIdOfSpan(ids.traceId, ids.spanId, `event.${index}`),
    tenantId: options.tenantId ?? "",
    ...ids,
    parentSpanId: isRoot ? "" : bytesToHex(span.parentSpanId),
    type,
    severity: type === EventType.ERROR ? Severity.ERROR : Severity.INFO,
    author: authorOf(kind, "end"),
    timestamp: timestampFromNanos(event.timeUnixNano === 0n ? span.startTimeUnixNano : event.timeUnixNano),
  });
  const mapping = mapAttributes(event.attributes, kind, { end: draft });
  const targetField = kind === "evaluation" ? "evaluation/target_span_id" : undefined;
  if (targetField !== undefined) {
    setDefault(draft, targetField, ids.spanId);
  }
  // A field of the span stands for all of its events, unless the event has an attribute for it.
  for (const [name, value] of Object.entries(shared)) {
    draft.init[name] ??= value;
  }
  setMetadata(draft, writeSpanEventRecord(event, index, mapping));
  return [{ draft, index }];
}
