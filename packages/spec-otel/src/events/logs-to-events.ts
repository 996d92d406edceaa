// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from "@bufbuild/protobuf";
import { Author, type Event, EventStatus, EventType, Severity } from "@chaukas/spec-common";
import type { ExportLogsServiceRequest } from "../gen/opentelemetry/proto/collector/logs/v1/logs_service_pb.js";
import { encodeLogRecord } from "../gen/opentelemetry/proto/logs/v1/logs_codec.js";
import type { LogRecord } from "../gen/opentelemetry/proto/logs/v1/logs_pb.js";
import { createDraft, draftField, type EventDraft, finishDraft, setField } from "../mapping/event-fields.js";
import { mapAttributes } from "../mapping/map-attributes.js";
import { genAiPrefixes, type OperationKind } from "../mapping/mapping-table.js";
import { bytesToHex } from "../otlp/hex.js";
import { type Origin, writeLogRecord } from "../record/write-record.js";
import { toPlainJson } from "../values/field-values.js";
import { timestampFromNanos } from "../values/unix-nanos.js";
import { eventIdOfLog } from "./event-ids.js";
import { findMessageText } from "./message-text.js";
import type { Rejection, ToEventsOptions, ToEventsResult } from "./spans-to-events.js";

/**
 * Converts log records to events: those of the conventions for generative AI by the mapping table, such as evaluations,
 * exceptions, messages, and the beginning and end of a session. Others are left out and counted, or become events of the
 * type SYSTEM by an option.
 *
 * A log record has no identifier, so that of the event is a hash of its content: a record that is sent again is a
 * duplicate. What no field holds is in `metadata.otel`, from which `eventsToSpans` restores the record.
 */
export function logsToEvents(request: ExportLogsServiceRequest, options: ToEventsOptions = {}): ToEventsResult {
  const events: Event[] = [];
  const sources: string[] = [];
  const rejected: Rejection[] = [];
  let skipped = 0;
  for (const [r, { resource, schemaUrl, scopeLogs }] of request.resourceLogs.entries()) {
    for (const [s, { scope, schemaUrl: scopeSchemaUrl, logRecords }] of scopeLogs.entries()) {
      const origin = { resource, resourceSchemaUrl: schemaUrl, scope, scopeSchemaUrl };
      for (const [index, record] of logRecords.entries()) {
        const path = `resourceLogs[${r}].scopeLogs[${s}].logRecords[${index}]`;
        const shape = findShape(record) ?? (options.includeOthers ? other : undefined);
        if (shape === undefined) {
          skipped++;
          continue;
        }
        const event = convertLog(record, shape, origin, options);
        if (typeof event === "string") {
          rejected.push({ path, reason: event });
        } else {
          events.push(event);
          sources.push(path);
        }
      }
    }
  }
  return { events, sources, rejected, skipped };
}

/** What becomes of a log record. */
interface Shape {
  readonly type: EventType;
  readonly kind: OperationKind;
  readonly content: string;
  readonly author: Author;
  readonly status?: EventStatus;
  /** Severity of a record that has none. */
  readonly severity?: Severity;
  /** Part that the sender of a message plays. */
  readonly role?: string;
}

const other: Shape = { type: EventType.SYSTEM, kind: "guard", content: "", author: Author.SYSTEM };

const failure: Shape = {
  type: EventType.ERROR,
  kind: "exception",
  content: "error",
  author: Author.SYSTEM,
};

const input = message(EventType.INPUT_RECEIVED, Author.USER, "user");
const output: Shape = { ...message(EventType.OUTPUT_EMITTED, Author.LLM, "assistant"), kind: "output" };

/** Log records of the conventions by the name of their event. The messages are those of versions up to 1.36. */
const shapes: Readonly<Record<string, Shape>> = {
  "gen_ai.evaluation.result": {
    type: EventType.EVALUATION,
    kind: "evaluation",
    content: "evaluation",
    author: Author.SYSTEM,
  },
  "gen_ai.client.operation.exception": failure,
  "gen_ai.system.message": message(EventType.INPUT_RECEIVED, Author.SYSTEM, "system"),
  "gen_ai.user.message": message(EventType.INPUT_RECEIVED, Author.USER, "user"),
  "gen_ai.assistant.message": message(EventType.INPUT_RECEIVED, Author.LLM, "assistant"),
  "gen_ai.tool.message": message(EventType.INPUT_RECEIVED, Author.TOOL, "tool"),
  "gen_ai.choice": message(EventType.OUTPUT_EMITTED, Author.LLM, "assistant"),
  "session.start": {
    type: EventType.SESSION_START,
    kind: "guard",
    content: "",
    author: Author.SYSTEM,
    status: EventStatus.STARTED,
  },
  "session.end": {
    type: EventType.SESSION_END,
    kind: "guard",
    content: "",
    author: Author.SYSTEM,
    status: EventStatus.COMPLETED,
  },
};

function message(type: EventType, author: Author, role: string): Shape {
  return { type, kind: "agent", content: "message", author, role };
}

function findShape(record: LogRecord): Shape | undefined {
  const { eventName, attributes } = record;
  // Before OTLP 1.5, the name was an attribute.
  const name = eventName || textOf(attributes.find(({ key }) => key === "event.name")?.value?.value);
  if (name === "gen_ai.client.inference.operation.details") {
    return findShapeOfDetails(record);
  }
  if (Object.hasOwn(shapes, name)) {
    return shapes[name];
  }
  const isGenAi = [name, ...attributes.map(({ key }) => key)].some((key) =>
    genAiPrefixes.some((prefix) => key.startsWith(prefix)),
  );
  return isGenAi ? (attributes.some(({ key }) => key === "exception.type") ? failure : other) : undefined;
}

/**
 * Returns what becomes of the details of a call to a model. A span that is sampled is sent, too, and becomes the end of the
 * call, so that its tokens count once. The details are then the messages that the span may lack. Without such a span, they are
 * the only end of the call.
 */
function findShapeOfDetails({ attributes, flags, spanId }: LogRecord): Shape {
  const has = (name: string) => attributes.some(({ key }) => key === name);
  if (idOf(spanId, 8) !== "" && (flags & sampledFlag) !== 0) {
    return has("gen_ai.output.messages") ? output : input;
  }
  const isFailed = has("error.type");
  return {
    type: EventType.MODEL_INVOCATION_END,
    kind: "model",
    content: "llm_invocation",
    author: Author.LLM,
    status: isFailed ? EventStatus.FAILED : EventStatus.COMPLETED,
    ...(isFailed && { severity: Severity.ERROR }),
  };
}

/** Flag of W3C Trace Context for a span that is recorded. */
const sampledFlag = 1;

function textOf(value: NonNullable<LogRecord["body"]>["value"] | undefined): string {
  return value?.case === "stringValue" ? value.value : "";
}

/** Returns the event of a log record, or the reason why there is none. */
function convertLog(record: LogRecord, shape: Shape, origin: Origin, options: ToEventsOptions): Event | string {
  const nanos = record.timeUnixNano || record.observedTimeUnixNano;
  if (nanos === 0n) {
    return "timeUnixNano: expected a time, or one in observedTimeUnixNano, got none";
  }
  const draft = createDraft(shape.content, {
    eventId: eventIdOfLog(encodeLogRecord(record)),
    tenantId: options.tenantId ?? "",
    ...(options.projectId !== undefined && { projectId: options.projectId }),
    traceId: idOf(record.traceId, 16),
    spanId: idOf(record.spanId, 8),
    type: shape.type,
    severity: severityOf(record.severityNumber) || (shape.severity ?? Severity.UNSPECIFIED),
    author: shape.author,
    timestamp: timestampFromNanos(nanos),
    ...(shape.status !== undefined && { status: shape.status }),
  });
  const own = mapAttributes(record.attributes, shape.kind, { end: draft });
  const resource =
    origin.resource === undefined
      ? { rest: [], mapped: {} }
      : mapAttributes(origin.resource.attributes, "resource", { end: draft });
  if (draftField(draft, "session_id") === undefined) {
    const session = options.sessionId ?? draftField(draft, "trace_id");
    if (!session || !setField(draft, "session_id", session)) {
      return "attributes: expected a session.id or a gen_ai.conversation.id, or a traceId, got none";
    }
  }
  fillInContent(record, shape, draft);
  draft.init["metadata"] = { otel: writeLogRecord(record, origin, { own, resource }) };
  return finishDraft(draft);
}

function idOf(id: Uint8Array, length: number): string {
  return id.length === length && id.some((byte) => byte !== 0) ? bytesToHex(id) : "";
}

function severityOf(number: number): Severity {
  const ranges = [Severity.DEBUG, Severity.DEBUG, Severity.INFO, Severity.WARN, Severity.ERROR, Severity.ERROR];
  return number > 0 ? (ranges[Math.floor((number - 1) / 4)] ?? Severity.UNSPECIFIED) : Severity.UNSPECIFIED;
}

function fillInContent({ body, spanId }: LogRecord, { kind, role }: Shape, draft: EventDraft): void {
  // What an attribute already set stays, so that the attribute can be restored.
  if (role !== undefined && draftField(draft, "message/role") === undefined) {
    setField(draft, "message/role", role);
  }
  if (role !== undefined && draftField(draft, "message/text") === undefined) {
    const messages = draftField(draft, "message/metadata/messages");
    const json = (body && toPlainJson(body.value)) ?? (messages as JsonValue | undefined);
    const said = findMessageText(json, role) || findMessageText(innerMessage(json), role);
    setField(draft, "message/text", said);
  }
  if (kind === "evaluation" && idOf(spanId, 8) !== "") {
    setField(draft, "evaluation/target_span_id", idOf(spanId, 8));
  }
}

/** Returns the message of a choice, which is a member of the body. */
function innerMessage(json: JsonValue | undefined): JsonValue | undefined {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  return isObject ? json["message"] : undefined;
}
