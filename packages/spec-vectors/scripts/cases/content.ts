// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject } from "@bufbuild/protobuf";
import { breaksForm, breaksRule, type Case, type Draft, JsonText, valid } from "../lib/case.ts";
import {
  hasNullMember,
  isHiddenByParser,
  isOpenList,
  isOpenObject,
  lacksRequiredMark,
  outsideValueList,
} from "../lib/differences.ts";
import { eventJson, eventProtoJson, eventText } from "../lib/event-templates.ts";

/** Kinds of content in public JSON, with the name of the field in ProtoJSON. */
const kinds = {
  message: "message",
  tool_call: "toolCall",
  tool_response: "toolResponse",
  llm_invocation: "llmInvocation",
  policy_decision: "policy",
  data_access: "dataAccess",
  error_info: "error",
  agent_handoff: "agentHandoff",
  mcp_call: "mcpCall",
  evaluation: "evaluation",
  redaction_record: "redactionRecord",
} as const;

/** Returns both JSON forms of an event with content. */
function withContent(kind: keyof typeof kinds, json: JsonObject, protojson: JsonObject) {
  return {
    json: eventJson({ content: { kind, ...json } }),
    protojson: eventProtoJson({ [kinds[kind]]: protojson }),
  } satisfies Partial<Draft>;
}

// The object that represents a oneof.
export const content: readonly Case[] = [
  ...Object.keys(kinds).map((kind) =>
    valid({
      id: `${kind.replaceAll("_", "-")}-empty`,
      summary: `A content of kind ${kind} is present and has nothing in it.`,
      tags: ["empty"],
      ...withContent(kind as keyof typeof kinds, {}, {}),
      differences: kind === "evaluation" ? [] : lacksRequiredMark,
    }),
  ),
  valid({
    id: "state-update-empty",
    summary: "The state that has changed is an empty object.",
    tags: ["empty"],
    json: eventJson({ content: { kind: "state_update", state: {} } }),
    protojson: eventProtoJson({ stateUpdate: {} }),
  }),
  valid({
    id: "step-empty",
    summary: "A content of kind step is present and has nothing in it.",
    tags: ["empty"],
    json: eventJson({ content: { kind: "step", step: {} } }),
    protojson: eventProtoJson({ step: {} }),
  }),
  valid({
    id: "state-with-kind",
    summary: "A state may have members named kind and state, since it has an object of its own.",
    json: eventJson({ content: { kind: "state_update", state: { kind: "message", state: { state: 1 } } } }),
    protojson: eventProtoJson({ stateUpdate: { kind: "message", state: { state: 1 } } }),
  }),
  valid({
    id: "free-outcome",
    summary: "The outcome of a policy is free text.",
    ...withContent(
      "policy_decision",
      { policy_id: "p-1", outcome: "allow_with_warning" },
      { policyId: "p-1", outcome: "allow_with_warning" },
    ),
    differences: outsideValueList,
  }),
  valid({
    id: "free-handoff-type",
    summary: "How two agents work together is free text.",
    ...withContent(
      "agent_handoff",
      { from_agent_id: "a", to_agent_id: "b", handoff_type: "round_robin" },
      { fromAgentId: "a", toAgentId: "b", handoffType: "round_robin" },
    ),
    differences: outsideValueList,
  }),
  valid({
    id: "free-redaction-method",
    summary: "How a value was redacted is free text.",
    json: eventJson({ redaction: { fields: ["/metadata"], method: "tokenize" } }),
    protojson: eventProtoJson({ redaction: { fields: ["/metadata"], method: "tokenize" } }),
    differences: outsideValueList,
  }),
  valid({
    id: "type-of-another",
    summary: "The type says which content to expect, and no rule demands it.",
    json: eventJson({ type: "AGENT_START", content: { kind: "data_access", datasource: "orders-db" } }),
    protojson: eventProtoJson({ type: "EVENT_TYPE_AGENT_START", dataAccess: { datasource: "orders-db" } }),
  }),

  breaksForm("bad_value", "/content/kind", {
    id: "unknown-kind",
    summary: "A kind that this version does not know.",
    json: eventJson({ content: { kind: "tool", name: "search" } }),
    differences: isOpenList,
  }),
  breaksForm("bad_value", "/content/kind", {
    id: "kind-by-field-policy",
    summary: "The name of the proto field policy in place of the kind policy_decision.",
    json: eventJson({ content: { kind: "policy", policy_id: "p-1", outcome: "allow" } }),
    differences: isOpenList,
  }),
  breaksForm("bad_value", "/content/kind", {
    id: "kind-by-field-error",
    summary: "The name of the proto field error in place of the kind error_info.",
    json: eventJson({ content: { kind: "error", error_message: "x" } }),
    differences: isOpenList,
  }),
  breaksForm("bad_value", "/content/kind", {
    id: "kind-in-upper-case",
    summary: "Kinds are compared exactly.",
    json: eventJson({ content: { kind: "MESSAGE", text: "hello" } }),
    differences: isOpenList,
  }),
  breaksForm("bad_value", "/content/kind", {
    id: "kind-of-prototype",
    summary: "A kind that is the name of a member of every JavaScript object.",
    json: eventJson({ content: { kind: "constructor" } }),
    differences: isOpenList,
  }),
  breaksForm("missing_key", "/content/kind", {
    id: "no-kind",
    summary: "A content without a kind.",
    json: eventJson({ content: { text: "hello" } }),
  }),
  breaksForm("missing_key", "/content/kind", {
    id: "no-members",
    summary: "A content without any member.",
    json: eventJson({ content: {} }),
  }),
  breaksForm("wrong_type", "/content/kind", {
    id: "kind-number",
    summary: "A kind that is a number.",
    json: eventJson({ content: { kind: 30, text: "hello" } }),
  }),
  breaksForm("wrong_type", "/content/kind", {
    id: "kind-null",
    summary: "A kind that is null.",
    json: eventJson({ content: { kind: null, text: "hello" } }),
  }),
  breaksForm("wrong_type", "/content", {
    id: "two-in-a-list",
    summary: "Two contents in a list.",
    json: eventJson({
      content: [
        { kind: "message", text: "hello" },
        { kind: "error_info", error_message: "x" },
      ],
    }),
  }),
  breaksForm("wrong_type", "/content", {
    id: "text",
    summary: "A content that is a text.",
    json: eventJson({ content: "hello" }),
  }),
  valid({
    id: "null",
    summary: "Null stands for an absent content.",
    tags: ["null"],
    json: eventJson({ content: null }),
    canonical: eventJson(),
    protojson: eventProtoJson(),
    differences: hasNullMember,
  }),
  breaksForm("duplicate_key", "/content", {
    id: "two-by-key",
    summary: "Two contents under one key.",
    json: new JsonText(
      eventText('"content":{"kind":"message","text":"a"},"content":{"kind":"error_info","error_message":"b"}'),
    ),
    differences: isHiddenByParser,
  }),
  breaksForm("unknown_key", "/content/name", {
    id: "member-of-another-kind",
    summary: "A message with the name of a tool.",
    json: eventJson({ content: { kind: "message", text: "hello", name: "search" } }),
    differences: isOpenObject,
  }),
  breaksForm("unknown_key", "/message", {
    id: "by-field-name",
    summary: "A content under the name of its proto field.",
    json: eventJson({ message: { text: "hello" } }),
    differences: isOpenObject,
  }),
  breaksForm("unknown_key", "/content/step", {
    id: "state-without-object",
    summary: "The members of a state beside its kind.",
    json: eventJson({ content: { kind: "state_update", state: {}, step: 3 } }),
    differences: isOpenObject,
  }),
  breaksForm("wrong_type", "/content/state", {
    id: "state-list",
    summary: "A state that is a list.",
    json: eventJson({ content: { kind: "state_update", state: [1] } }),
  }),
  breaksForm("duplicate_key", "/toolCall", {
    id: "two-members-of-oneof",
    summary: "Two members of the oneof in ProtoJSON.",
    tags: ["protojson"],
    protojson: eventProtoJson({ message: { text: "hello" }, toolCall: { name: "search" } }),
  }),
  breaksRule("string.max_bytes", "/content/name", {
    id: "tool-name-too-long",
    summary: "The name of a tool is one byte too long.",
    ...withContent("tool_call", { name: "n".repeat(257) }, { name: "n".repeat(257) }),
  }),
  breaksRule("string.max_bytes", "/content/rule_ids/1", {
    id: "rule-id-too-long",
    summary: "The second rule of a policy has a name that is one byte too long.",
    ...withContent(
      "policy_decision",
      { policy_id: "p-1", outcome: "deny", rule_ids: ["r-1", "r".repeat(257)] },
      { policyId: "p-1", outcome: "deny", ruleIds: ["r-1", "r".repeat(257)] },
    ),
  }),
  breaksRule("string.max_bytes", "/content/server_url", {
    id: "server-url-too-long",
    summary: "The address of an MCP server is one byte too long.",
    ...withContent(
      "mcp_call",
      { server_name: "orders", server_url: "u".repeat(2049), operation: "tools/list" },
      { serverName: "orders", serverUrl: "u".repeat(2049), operation: "tools/list" },
    ),
  }),
  breaksRule("string.max_bytes", "/content/datasource", {
    id: "datasource-too-long",
    summary: "The name of a data source is one byte too long.",
    ...withContent("data_access", { datasource: "d".repeat(1025) }, { datasource: "d".repeat(1025) }),
  }),
  breaksRule("string.max_bytes", "/content/error_code", {
    id: "error-code-too-long",
    summary: "The code of an error is one byte too long.",
    ...withContent(
      "error_info",
      { error_message: "x", error_code: "c".repeat(257) },
      { errorMessage: "x", errorCode: "c".repeat(257) },
    ),
  }),
  breaksRule("string.max_bytes", "/content/from_agent_id", {
    id: "agent-id-too-long",
    summary: "The identifier of the agent that gives the work away is one byte too long.",
    ...withContent(
      "agent_handoff",
      { from_agent_id: "a".repeat(257), to_agent_id: "b" },
      { fromAgentId: "a".repeat(257), toAgentId: "b" },
    ),
  }),
  breaksRule("repeated.max_items", "/content/pii_categories", {
    id: "too-many-pii-categories",
    summary: "One kind of personal data too many.",
    ...withContent(
      "data_access",
      { datasource: "d", pii_categories: Array(257).fill("EMAIL") },
      { datasource: "d", piiCategories: Array(257).fill("EMAIL") },
    ),
  }),
  valid({
    id: "empty-pii-category",
    summary: "A kind of personal data without a name.",
    ...withContent("data_access", { datasource: "d", pii_categories: [""] }, { datasource: "d", piiCategories: [""] }),
  }),
  valid({
    id: "negative-status",
    summary: "An HTTP status below 0.",
    ...withContent(
      "tool_response",
      { tool_call_id: "call-1", http_status: -1 },
      { toolCallId: "call-1", httpStatus: -1 },
    ),
  }),
  valid({
    id: "negative-tokens",
    summary: "A count of tokens below 0.",
    ...withContent(
      "llm_invocation",
      { provider: "openai", model: "gpt-5", prompt_tokens: -1 },
      { provider: "openai", model: "gpt-5", promptTokens: -1 },
    ),
  }),
  valid({
    id: "negative-time",
    summary: "A time below 0.",
    ...withContent(
      "mcp_call",
      { server_name: "orders", operation: "tools/list", execution_time_ms: -0.5 },
      { serverName: "orders", operation: "tools/list", executionTimeMs: -0.5 },
    ),
  }),
  breaksRule("double.finite", "/content/temperature", {
    id: "infinite-temperature",
    summary: "A temperature that is infinite.",
    ...withContent(
      "llm_invocation",
      { provider: "openai", model: "gpt-5", temperature: "Infinity" },
      { provider: "openai", model: "gpt-5", temperature: "Infinity" },
    ),
  }),
];
