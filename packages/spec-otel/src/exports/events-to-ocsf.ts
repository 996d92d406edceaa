// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { type Event, EventStatus, EventType, type Principal, PrincipalKind, Severity } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import { nanosFromTimestamp } from "../values/unix-nanos.js";

/** An event of the Open Cybersecurity Schema Framework (OCSF). */
export interface OcsfEvent {
  readonly class_uid: number;
  readonly class_name: string;
  readonly category_uid: number;
  readonly activity_id: number;
  readonly type_uid: number;
  readonly time: number;
  readonly severity_id: number;
  readonly status_id: number;
  readonly metadata: JsonObject;
  /** The event in public JSON, without what always has a place in OCSF. */
  readonly unmapped: JsonObject;
  readonly [name: string]: JsonValue;
}

/** Version of OCSF that {@link eventsToOcsf} writes. */
export const ocsfVersion = "1.9.0";

/**
 * Converts events to OCSF 1.9.0: access to data to Datastore Activity (6005), decisions of policies that did not allow, and
 * errors, to Detection Finding (2004), and all others to API Activity (6003) with the profile `ai_operation`.
 *
 * `unmapped` has the event in public JSON, without its identifiers, time and severity, so nothing is lost. The hashes of the
 * event are among them: an `attestation` of the profile `record_integrity` covers the OCSF record, which they do not.
 */
export function eventsToOcsf(events: readonly Event[]): OcsfEvent[] {
  return events.map((event) => {
    const fields = convert(event);
    const classUid = fields.class_uid;
    const json = eventToJson(event) as unknown as JsonObject;
    const mapped = classUid === apiActivity ? [...alwaysMapped, ...traceMembers] : alwaysMapped;
    const rest = Object.entries(json).filter(([name]) => !mapped.includes(name));
    return {
      ...fields,
      category_uid: Math.floor(classUid / 1000),
      type_uid: classUid * 100 + fields.activity_id,
      time: Number(nanosFromTimestamp(event.timestamp) / 1_000_000n),
      severity_id: severities[event.severity] ?? 0,
      status_id: statusOf(event),
      metadata: writeMetadata(event, classUid),
      unmapped: Object.fromEntries(rest),
    };
  });
}

/** Members of the event that every OCSF event has in a place of its own. The exact time is in `metadata.original_time`. */
const alwaysMapped = ["event_id", "tenant_id", "session_id", "timestamp", "severity"];
/** Members that only the profile `trace` has, which applies to API Activity alone. */
const traceMembers = ["trace_id", "span_id", "parent_span_id"];
const apiActivity = 6003;

/** Severities of OCSF: 1 informational, 3 medium, 4 high. */
const severities: Readonly<Record<number, number>> = {
  [Severity.DEBUG]: 1,
  [Severity.INFO]: 1,
  [Severity.WARN]: 3,
  [Severity.ERROR]: 4,
};

/** Statuses of OCSF: 1 success, 2 failure. */
function statusOf({ status }: Event): number {
  switch (status) {
    case EventStatus.COMPLETED:
      return 1;
    case EventStatus.FAILED:
    case EventStatus.CANCELLED:
    case EventStatus.REJECTED:
      return 2;
    default:
      return 0;
  }
}

function writeMetadata(event: Event, classUid: number): JsonObject {
  return {
    version: ocsfVersion,
    product: { name: "Chaukas", vendor_name: "Chaukas" },
    uid: event.eventId,
    tenant_uid: event.tenantId,
    correlation_uid: event.sessionId,
    original_time: String(eventToJson(event).timestamp ?? ""),
    log_name: EventType[event.type] ?? String(event.type),
    ...(classUid === apiActivity && { profiles: ["ai_operation", "trace"] }),
  };
}

interface Converted {
  readonly class_uid: number;
  readonly class_name: string;
  readonly activity_id: number;
  readonly [name: string]: JsonValue;
}

function convert(event: Event): Converted {
  const { content } = event;
  if (event.type === EventType.DATA_ACCESS) {
    return convertDataAccess(event);
  }
  const isRefused = content.case === "policy" && content.value.outcome !== "allow";
  return isRefused || event.type === EventType.ERROR ? convertFinding(event) : convertCall(event);
}

/** Activities of Datastore Activity, by the operation of the access. */
const accesses: Readonly<Record<string, number>> = { read: 1, search: 4, write: 5, delete: 7, "": 1 };

function convertDataAccess(event: Event): Converted {
  const access = event.content.case === "dataAccess" ? event.content.value : undefined;
  return {
    class_uid: 6005,
    class_name: "Datastore Activity",
    activity_id: accesses[access?.operation ?? ""] ?? 99,
    actor: actorOf(event),
    src_endpoint: endpointOf(event),
    database: { name: access?.datasource || "unknown", type_id: 99, type: "knowledge base" },
    type_id: 1,
    ...(access?.query && { query_info: { query_string: access.query } }),
  };
}

function convertFinding(event: Event): Converted {
  const { content } = event;
  const policy = content.case === "policy" ? content.value : undefined;
  const error = content.case === "error" ? content.value : undefined;
  const title = policy ? `policy ${policy.policyId}: ${policy.outcome}` : error?.errorCode || "error";
  return {
    class_uid: 2004,
    class_name: "Detection Finding",
    activity_id: 1,
    finding_info: {
      uid: event.eventId,
      title,
      desc: policy?.rationale ?? error?.errorMessage ?? "",
      ...(policy && { analytic: { uid: policy.policyId, type_id: 1, version: policy.policyVersion } }),
    },
    evidences: [{ actor: actorOf(event) }],
  };
}

function convertCall(event: Event): Converted {
  const { content } = event;
  const call = content.case === "llmInvocation" ? content.value : undefined;
  const model = call && {
    name: call.model,
    ai_provider: call.provider,
    ...(call.responseModel !== "" && { version: call.responseModel }),
  };
  const failure = content.case === "error" ? content.value : undefined;
  return {
    class_uid: apiActivity,
    class_name: "API Activity",
    // Whether a call creates, reads or changes something, an agent's trail does not say.
    activity_id: 99,
    activity_name: EventType[event.type] ?? String(event.type),
    actor: actorOf(event),
    src_endpoint: endpointOf(event),
    api: {
      operation: operationOf(event),
      request: { uid: requestOf(event) },
      ...(failure && { response: { error: failure.errorCode, error_message: failure.errorMessage } }),
      ...(call && { service: { name: call.provider } }),
    },
    ...traceOf(event),
    ...(model && { ai_model: model }),
    ...(call && {
      message_context: {
        uid: event.sessionId,
        service: { name: call.provider },
        prompt_tokens: call.promptTokens,
        completion_tokens: call.completionTokens,
        total_tokens: call.totalTokens,
        ai_role_id: event.type === EventType.MODEL_INVOCATION_END ? 2 : 4,
      },
    }),
  };
}

function operationOf({ content, type }: Event): string {
  switch (content.case) {
    case "toolCall":
      return content.value.name;
    case "mcpCall":
      return content.value.operation;
    case "step":
      return content.value.name;
    default:
      return EventType[type] ?? String(type);
  }
}

function requestOf({ content, responseId, spanId }: Event): string {
  switch (content.case) {
    case "toolCall":
      return content.value.id || spanId;
    case "toolResponse":
      return content.value.toolCallId || spanId;
    case "mcpCall":
      return content.value.requestId || spanId;
    default:
      return responseId || spanId;
  }
}

/** The user on whose authority it happened, and the agent as the application that acted. */
function actorOf({ principal, agentId, agentName, sessionId }: Event): JsonObject {
  const name = agentName || agentId || "agent";
  return {
    ...(principal && { user: userOf(principal) }),
    session: { uid: sessionId },
    app_name: name,
    ...(agentId !== "" && { app_uid: agentId }),
  };
}

function userOf({ id, name, kind, issuer }: Principal): JsonObject {
  return {
    uid: id,
    ...(name !== "" && { name }),
    ...(issuer !== "" && { domain: issuer }),
    // 1 is a user, 3 a system.
    type_id: kind === PrincipalKind.HUMAN ? 1 : kind === PrincipalKind.UNSPECIFIED ? 0 : 3,
  };
}

function endpointOf({ infrastructure }: Event): JsonObject {
  return infrastructure?.host ? { hostname: infrastructure.host } : { name: "unknown" };
}

function traceOf({ traceId, spanId, parentSpanId }: Event): JsonObject {
  if (traceId === "") {
    return {};
  }
  const span = { uid: spanId, ...(parentSpanId !== "" && { parent_uid: parentSpanId }) };
  return { trace: { uid: traceId, ...(spanId !== "" && { span }) } };
}
