// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { Author, EventSchema, EventStatus, EventType, Severity } from "@chaukas/spec-common";
import { eventFromJson, eventToJson } from "@chaukas/spec-common/json";
import { describe, expect, it } from "vitest";
import { eventsToCloudEvents } from "./events-to-cloud-events.ts";
import { eventsToOcsf } from "./events-to-ocsf.ts";

type EventParts = Exclude<MessageInitShape<typeof EventSchema>, { readonly $typeName: string }>;

function eventOf(parts: EventParts) {
  return create(EventSchema, {
    eventId: "e-1",
    tenantId: "acme corp",
    sessionId: "s-1",
    traceId: "AB".repeat(16),
    spanId: "cd".repeat(8),
    timestamp: { seconds: 1_700_000_000n, nanos: 123_456_789 },
    severity: Severity.INFO,
    agentName: "triage",
    principal: { id: "u-1" },
    ...parts,
  });
}

const model = eventOf({
  type: EventType.MODEL_INVOCATION_END,
  status: EventStatus.COMPLETED,
  author: Author.LLM,
  responseId: "resp-1",
  content: {
    case: "llmInvocation",
    value: { provider: "openai", model: "gpt-5", responseModel: "gpt-5-2026", promptTokens: 12, completionTokens: 3 },
  },
});

describe("eventsToCloudEvents", () => {
  it("wraps an event with what identifies it, and loses nothing", () => {
    const [wrapped] = eventsToCloudEvents([model]);
    const { data, ...context } = wrapped ?? expect.unreachable();
    expect(context).toEqual({
      specversion: "1.0",
      id: "e-1",
      source: "/tenants/acme%20corp",
      type: "ai.chaukas.event.v1.MODEL_INVOCATION_END",
      subject: "s-1",
      time: "2023-11-14T22:13:20.123456789Z",
      datacontenttype: "application/json",
      traceparent: `00-${"ab".repeat(16)}-${"cd".repeat(8)}-01`,
    });
    expect(eventFromJson(data)).toEqual(model);
  });

  it("has no traceparent without ids of OpenTelemetry, and the number of a type that it does not know", () => {
    const [wrapped] = eventsToCloudEvents([eventOf({ type: 4711 as EventType, traceId: "trace-1" })]);
    expect([wrapped?.type, wrapped?.traceparent]).toEqual(["ai.chaukas.event.v1.4711", undefined]);
  });
});

describe("eventsToOcsf", () => {
  it("makes a call to a model API Activity with the profile ai_operation", () => {
    const [converted] = eventsToOcsf([model]);
    const { unmapped, ...rest } = converted ?? expect.unreachable();
    expect(rest).toEqual({
      class_uid: 6003,
      class_name: "API Activity",
      category_uid: 6,
      activity_id: 99,
      activity_name: "MODEL_INVOCATION_END",
      type_uid: 600399,
      time: 1_700_000_000_123,
      severity_id: 1,
      status_id: 1,
      metadata: {
        version: "1.9.0",
        product: { name: "Chaukas", vendor_name: "Chaukas" },
        uid: "e-1",
        tenant_uid: "acme corp",
        correlation_uid: "s-1",
        original_time: "2023-11-14T22:13:20.123456789Z",
        log_name: "MODEL_INVOCATION_END",
        profiles: ["ai_operation", "trace"],
      },
      actor: { user: { uid: "u-1", type_id: 0 }, session: { uid: "s-1" }, app_name: "triage" },
      src_endpoint: { name: "unknown" },
      api: { operation: "MODEL_INVOCATION_END", request: { uid: "resp-1" }, service: { name: "openai" } },
      trace: { uid: "AB".repeat(16), span: { uid: "cd".repeat(8) } },
      ai_model: { name: "gpt-5", ai_provider: "openai", version: "gpt-5-2026" },
      message_context: {
        uid: "s-1",
        service: { name: "openai" },
        prompt_tokens: 12,
        completion_tokens: 3,
        total_tokens: 0,
        ai_role_id: 2,
      },
    });
    expect(unmapped).toMatchObject({ type: "MODEL_INVOCATION_END", content: eventToJson(model).content });
    expect(Object.keys(unmapped)).not.toContain("event_id");
  });

  it("makes an access to data Datastore Activity", () => {
    const [converted] = eventsToOcsf([
      eventOf({
        type: EventType.DATA_ACCESS,
        content: { case: "dataAccess", value: { datasource: "kb", operation: "search", query: "refunds" } },
      }),
    ]);
    expect(converted).toMatchObject({
      class_uid: 6005,
      category_uid: 6,
      activity_id: 4,
      type_uid: 600504,
      database: { name: "kb" },
      query_info: { query_string: "refunds" },
      unmapped: { trace_id: "AB".repeat(16) },
    });
  });

  it.each([
    ["deny", 2004, "policy p-1: deny"],
    ["allow", 6003, undefined],
  ])("makes a policy that decides %s class %i", (outcome, classUid, title) => {
    const [converted] = eventsToOcsf([
      eventOf({
        type: EventType.POLICY_DECISION,
        content: { case: "policy", value: { policyId: "p-1", outcome, rationale: "over the limit" } },
      }),
    ]);
    expect(converted?.class_uid).toBe(classUid);
    expect((converted?.["finding_info"] as { title?: string } | undefined)?.title).toBe(title);
  });

  it("makes an error a Detection Finding, and a failed operation one with status failure", () => {
    const [error, failed] = eventsToOcsf([
      eventOf({
        type: EventType.ERROR,
        severity: Severity.ERROR,
        content: { case: "error", value: { errorCode: "Timeout", errorMessage: "too slow" } },
      }),
      eventOf({
        type: EventType.TOOL_CALL_END,
        status: EventStatus.FAILED,
        content: { case: "error", value: { errorCode: "E1", errorMessage: "no" } },
      }),
    ]);
    expect(error).toMatchObject({
      class_uid: 2004,
      severity_id: 4,
      finding_info: { title: "Timeout", desc: "too slow" },
    });
    expect(failed).toMatchObject({
      class_uid: 6003,
      status_id: 2,
      api: { response: { error: "E1", error_message: "no" } },
    });
  });
});
