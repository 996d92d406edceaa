// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { Event } from "@chaukas/spec-common";
import { EventSchema } from "@chaukas/spec-common";
import {
  type AnyJson,
  type CapabilitiesJson,
  type CostDetailsJson,
  createJsonCodec,
  type EventBatchJson,
  type EventContentJson,
  type EventJson,
  type EventTypeJson,
  eventFromJson,
  eventToJson,
  isJsonCodecError,
  JsonCodecError,
  type JsonCodecErrorCode,
  type MessageContentJson,
  type QueryFilterJson,
  type QueryResponseJson,
  type SeverityJson,
  type StepJson,
  type ToolCallJson,
} from "@chaukas/spec-common/json";
import { describe, expect, expectTypeOf, it } from "vitest";

describe("the types of the public JSON form", () => {
  it("represents enums as names and numbers", () => {
    expectTypeOf<SeverityJson>().toEqualTypeOf<"DEBUG" | "INFO" | "WARN" | "ERROR" | number>();
    expectTypeOf<"AGENT_START">().toExtend<EventTypeJson>();
    expectTypeOf<"EVENT_TYPE_AGENT_START">().not.toExtend<EventTypeJson>();
    expectTypeOf<"UNSPECIFIED">().not.toExtend<EventTypeJson>();
  });

  it("discriminates the kinds of content", () => {
    type Kind<K> = Extract<EventContentJson, { kind: K }>;
    expectTypeOf<EventContentJson["kind"]>().toEqualTypeOf<
      | "message"
      | "tool_call"
      | "tool_response"
      | "llm_invocation"
      | "policy_decision"
      | "data_access"
      | "state_update"
      | "error_info"
      | "agent_handoff"
      | "mcp_call"
      | "evaluation"
      | "redaction_record"
      | "step"
    >();
    expectTypeOf<Kind<"state_update">>().toEqualTypeOf<{ kind: "state_update"; state: JsonObject }>();
    expectTypeOf<Kind<"step">>().toEqualTypeOf<{ kind: "step"; step: StepJson }>();
    const content = {} as EventContentJson;
    if (content.kind === "tool_call") {
      expectTypeOf(content).toExtend<ToolCallJson>();
      expectTypeOf(content.arguments).toEqualTypeOf<JsonObject | undefined>();
    }
    // @ts-expect-error this member belongs to another kind
    expectTypeOf<EventContentJson>({ kind: "message", function_name: "f" } satisfies EventContentJson);
    // @ts-expect-error the kind is missing
    expectTypeOf<EventContentJson>({ role: "user" } satisfies EventContentJson);
  });

  it("makes all members optional, and undefined only without exactOptionalPropertyTypes", () => {
    expectTypeOf<Record<never, never>>().toExtend<EventJson>();
    // @ts-expect-error writers do not return undefined
    const json: EventJson = { event_id: undefined };
    expect(eventToJson(eventFromJson(json))).toEqual({});
  });

  it("has a type for each type in the protos", () => {
    expectTypeOf<EventJson["event_id"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<EventJson["is_final"]>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<EventJson["timestamp"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<EventJson["content"]>().toEqualTypeOf<EventContentJson | undefined>();
    expectTypeOf<EventJson["extensions"]>().toEqualTypeOf<AnyJson[] | undefined>();
    expectTypeOf<AnyJson>().toEqualTypeOf<{ type_url?: string; value?: string }>();
    expectTypeOf<MessageContentJson["metadata"]>().toEqualTypeOf<JsonObject | undefined>();
    expectTypeOf<CostDetailsJson["total_cost"]>().toEqualTypeOf<
      number | "NaN" | "Infinity" | "-Infinity" | undefined
    >();
    expectTypeOf<EventBatchJson["events"]>().toEqualTypeOf<EventJson[] | undefined>();
    expectTypeOf<QueryFilterJson["types"]>().toEqualTypeOf<EventTypeJson[] | undefined>();
    expectTypeOf<QueryResponseJson["total_count"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<CapabilitiesJson["max_batch_size"]>().toEqualTypeOf<number | undefined>();
  });

  it("is assignable to JsonValue", () => {
    expectTypeOf<EventJson>().toExtend<JsonValue>();
    expectTypeOf(eventToJson).toEqualTypeOf<(event: Event) => EventJson>();
    expectTypeOf(eventFromJson).toEqualTypeOf<(json: unknown) => Event>();
  });
});

describe("createJsonCodec", () => {
  it("has the types of the message and of its JSON form", () => {
    const codec = createJsonCodec<typeof EventSchema, EventJson>(EventSchema);
    expectTypeOf(codec.toJson).toEqualTypeOf<(message: Event) => EventJson>();
    expectTypeOf(codec.fromJson).toEqualTypeOf<(json: unknown) => Event>();
    expectTypeOf(createJsonCodec(EventSchema).toJson).returns.toEqualTypeOf<JsonObject>();
  });
});

describe("isJsonCodecError", () => {
  it("recognizes errors by their shape, so that two copies of the package agree", () => {
    const error: unknown = new JsonCodecError("bad_value", "/a", "b", "c", "Event");
    expect(isJsonCodecError(error)).toBe(true);
    expect(isJsonCodecError({ name: "JsonCodecError", code: "syntax", path: "" })).toBe(true);
    if (isJsonCodecError(error)) {
      expectTypeOf(error.code).toEqualTypeOf<JsonCodecErrorCode>();
      expectTypeOf(error.path).toBeString();
    }
  });

  it.each([
    undefined,
    null,
    "JsonCodecError",
    new Error("a"),
    { name: "JsonCodecError", code: "syntax" },
    { name: "JsonCodecError", path: "" },
  ])("is false for %s", (value) => {
    expect(isJsonCodecError(value)).toBe(false);
  });
});
