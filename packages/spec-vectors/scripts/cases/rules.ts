// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { breaksRule, type Case, type Draft, valid } from "../lib/case.ts";
import { countsCharacters, hasNoKeyword, isOpenList, lacksTenant } from "../lib/differences.ts";
import {
  eventJson,
  eventProtoJson,
  redactionRecordJson,
  redactionRecordProtoJson,
  without,
} from "../lib/event-templates.ts";

const hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/** Returns both JSON forms of an event with one member, under its two names. */
function withMember(name: string, value: JsonValue) {
  return {
    json: eventJson({ [name]: value }),
    protojson: eventProtoJson({ [camelCase(name)]: value }),
  } satisfies Partial<Draft>;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Creates an event without a required member. */
function lacks(name: string, differences: Draft["differences"] = []): Case {
  return breaksRule("required", `/${name}`, {
    id: `no-${name.replaceAll("_", "-")}`,
    summary: `An event without ${name}.`,
    json: without(eventJson(), name),
    protojson: without(eventProtoJson(), camelCase(name)),
    differences,
  });
}

function isEmpty(name: string, differences: Draft["differences"] = []): Case {
  return breaksRule("required", `/${name}`, {
    id: `empty-${name.replaceAll("_", "-")}`,
    summary: `An event whose ${name} is an empty text.`,
    ...withMember(name, ""),
    differences,
  });
}

/** Creates events with a text of the maximum length, one that is too long, and one that is too long only in bytes. */
function limit(name: string, maxBytes: number): Case[] {
  const id = name.replaceAll("_", "-");
  return [
    valid({
      id: `${id}-longest`,
      summary: `${name} of ${maxBytes} bytes, which is as long as it may be.`,
      ...withMember(name, "é".repeat(maxBytes / 2)),
    }),
    breaksRule("string.max_bytes", `/${name}`, {
      id: `${id}-too-long`,
      summary: `${name} of ${maxBytes + 1} bytes, all ASCII.`,
      ...withMember(name, "a".repeat(maxBytes + 1)),
    }),
    breaksRule("string.max_bytes", `/${name}`, {
      id: `${id}-too-many-bytes`,
      summary: `${name} of ${maxBytes / 2 + 1} characters and ${maxBytes + 2} bytes.`,
      ...withMember(name, "é".repeat(maxBytes / 2 + 1)),
      differences: countsCharacters,
    }),
  ];
}

function badHash(id: string, name: string, value: string): Case {
  return breaksRule("string.pattern", `/${name}`, {
    id,
    summary: `${name} is not 64 lower-case hex digits.`,
    ...withMember(name, value),
  });
}

/** Creates a number below 0, which version 1.0.5 of the REST interface allows. */
function negative(group: string, name: string, value: number): Case {
  return valid({
    id: `negative-${group}-${name.replaceAll("_", "-")}`,
    summary: `${group}.${name} below 0.`,
    json: eventJson({ [group]: { [name]: value } }),
    protojson: eventProtoJson({ [group]: { [camelCase(name)]: value } }),
  });
}

function infinite(name: string, value: string): Case {
  return breaksRule("double.finite", `/cost/${name}`, {
    id: `cost-${name.replaceAll("_", "-")}-${value.replace("-", "minus-").toLowerCase()}`,
    summary: `cost.${name} is ${value}.`,
    json: eventJson({ cost: { [name]: value } }),
    protojson: eventProtoJson({ cost: { [camelCase(name)]: value } }),
  });
}

/** Creates an event that records a redaction, one member of which violates a rule. */
function badRecord(name: string, id: string, rule: string, summary: string, value: JsonValue, proto = value): Case {
  return breaksRule(rule, `/content/${name}${Array.isArray(value) && value.length < 256 ? "/1" : ""}`, {
    id: `redaction-record-${id}`,
    summary,
    tags: ["server-only"],
    json: eventJson({ content: redactionRecordJson({ [name]: value }) }),
    protojson: eventProtoJson({ redactionRecord: redactionRecordProtoJson({ [camelCase(name)]: proto }) }),
  });
}

function query(id: string, rule: string, path: string, summary: string, json: JsonObject, protojson: JsonObject): Case {
  return breaksRule(rule, path, { id, message: "QueryRequest", summary, json, protojson });
}

// The rules in the protos.
export const rules: readonly Case[] = [
  lacks("event_id"),
  lacks("tenant_id", lacksTenant),
  lacks("session_id"),
  lacks("type"),
  lacks("timestamp"),
  isEmpty("event_id"),
  isEmpty("tenant_id", lacksTenant),
  isEmpty("session_id"),
  ...limit("event_id", 256),
  ...limit("tenant_id", 256),
  ...limit("session_id", 256),
  ...limit("agent_name", 256),
  ...limit("worm_proof_id", 1024),
  ...limit("branch", 1024),
  valid({
    id: "event-id-of-astral-characters",
    summary: "An identifier of 64 astral characters, which are 256 bytes.",
    tags: ["astral"],
    ...withMember("event_id", "🚀".repeat(64)),
  }),
  breaksRule("string.max_bytes", "/event_id", {
    id: "event-id-of-too-many-astral-characters",
    summary: "An identifier of 65 astral characters, which are 260 bytes.",
    tags: ["astral"],
    ...withMember("event_id", "🚀".repeat(65)),
    differences: countsCharacters,
  }),
  badHash("hash-in-upper-case", "content_hash", hash.toUpperCase()),
  badHash("hash-too-short", "content_hash", hash.slice(1)),
  badHash("hash-too-long", "hash_prev", `${hash}0`),
  badHash("hash-with-line-feed", "hash_prev", `${hash}\n`),
  badHash("hash-with-prefix", "content_hash", `sha256:${hash.slice(7)}`),
  valid({
    id: "empty-tag",
    summary: "The second tag is an empty text.",
    ...withMember("tags", ["production", ""]),
  }),
  breaksRule("string.max_bytes", "/tags/1", {
    id: "tag-too-long",
    summary: "The second tag has 257 bytes.",
    ...withMember("tags", ["production", "t".repeat(257)]),
  }),
  valid({
    id: "most-tags",
    summary: "256 tags, which is as many as there may be.",
    ...withMember("tags", Array(256).fill("t")),
  }),
  breaksRule("repeated.max_items", "/tags", {
    id: "too-many-tags",
    summary: "257 tags.",
    ...withMember("tags", Array(257).fill("t")),
  }),
  valid({
    id: "max-tokens-without-limit",
    summary: "-1 for no limit, as some frameworks write it.",
    json: eventJson({ content: { kind: "llm_invocation", provider: "p", model: "m", max_tokens: -1 } }),
    protojson: eventProtoJson({ llmInvocation: { provider: "p", model: "m", maxTokens: -1 } }),
  }),
  valid({
    id: "empty-pii-category",
    summary: "A kind of personal data without a name.",
    ...withMember("pii_categories", [""]),
  }),
  breaksRule("string.min_bytes", "/redaction/fields/0", {
    id: "redaction-of-nothing",
    summary: "A redacted place that is an empty text.",
    ...withMember("redaction", { fields: [""] }),
  }),
  breaksRule("string.max_bytes", "/redaction/fields/0", {
    id: "redacted-place-too-long",
    summary: "A redacted place of 4097 bytes.",
    ...withMember("redaction", { fields: [`/metadata/${"m".repeat(4087)}`] }),
  }),
  badRecord("sequence", "before-the-first", "int64.gte", "A redacted event with the sequence -1.", -1, "-1"),
  badRecord("ordinal", "negative-ordinal", "int32.gte", "A redaction with the number -1.", -1),
  badRecord("erased", "negative-leaf", "int64.gte", "An erased leaf with the index -1.", [0, -1], ["0", "-1"]),
  badRecord("shown_hash", "hash-in-upper-case", "string.pattern", "A hash in upper case.", hash.toUpperCase()),
  badRecord("fields", "of-nothing", "string.min_bytes", "A redacted place that is an empty text.", ["/tags", ""]),
  badRecord("fields", "of-too-many-places", "repeated.max_items", "257 redacted places.", Array(257).fill("/tags")),
  badRecord("reason", "long-reason", "string.max_bytes", "A reason of 1025 bytes.", "r".repeat(1025)),
  badRecord("requested_by", "long-requester", "string.max_bytes", "A requester of 257 bytes.", "r".repeat(257)),
  valid({
    id: "longest-principal-id",
    summary: "An identifier of a principal of 1024 bytes, which is as long as it may be.",
    ...withMember("principal", { id: "é".repeat(512) }),
  }),
  breaksRule("string.max_bytes", "/principal/id", {
    id: "principal-id-too-long",
    summary: "An identifier of a principal of 1025 bytes.",
    ...withMember("principal", { id: "p".repeat(1025) }),
  }),
  breaksRule("repeated.max_items", "/principal/roles", {
    id: "too-many-roles",
    summary: "257 roles of a principal.",
    ...withMember("principal", { roles: Array(257).fill("r") }),
  }),
  breaksRule("repeated.max_items", "/delegation", {
    id: "delegation-too-long",
    summary: "Authority that was passed on 257 times.",
    ...withMember("delegation", Array(257).fill({ id: "p" })),
  }),
  breaksRule("string.max_bytes", "/delegation/1/issuer", {
    id: "issuer-too-long",
    summary: "The second principal of a delegation has an issuer of 2049 bytes.",
    ...withMember("delegation", [{ id: "p" }, { id: "q", issuer: "i".repeat(2049) }]),
  }),
  breaksRule("string.max_bytes", "/content/evaluator/name", {
    id: "evaluator-name-too-long",
    summary: "An evaluator whose name has 1025 bytes.",
    json: eventJson({ content: { kind: "evaluation", name: "tone", evaluator: { name: "n".repeat(1025) } } }),
    protojson: eventProtoJson({ evaluation: { name: "tone", evaluator: { name: "n".repeat(1025) } } }),
  }),
  breaksRule("string.max_bytes", "/content/step/name", {
    id: "step-name-too-long",
    summary: "A step whose name has 1025 bytes.",
    json: eventJson({ content: { kind: "step", step: { name: "n".repeat(1025) } } }),
    protojson: eventProtoJson({ step: { name: "n".repeat(1025) } }),
  }),
  breaksRule("double.finite", "/content/score", {
    id: "infinite-score",
    summary: "A score that is infinite.",
    json: eventJson({ content: { kind: "evaluation", name: "tone", score: "Infinity" } }),
    protojson: eventProtoJson({ evaluation: { name: "tone", score: "Infinity" } }),
  }),
  breaksRule("double.finite", "/content/scores/1", {
    id: "document-score-not-a-number",
    summary: "The second score of a data access is not a number.",
    json: eventJson({ content: { kind: "data_access", datasource: "d", scores: [1, "NaN"] } }),
    protojson: eventProtoJson({ dataAccess: { datasource: "d", scores: [1, "NaN"] } }),
  }),
  breaksRule("string.max_bytes", "/cost/currency", {
    id: "currency-too-long",
    summary: "A currency of 33 bytes.",
    ...withMember("cost", { currency: "C".repeat(33) }),
  }),
  negative("retry", "attempt", -1),
  negative("retry", "backoff_ms", -(2 ** 31)),
  negative("performance", "cpu_percent", -0.5),
  negative("performance", "latency_ms", -5e-324),
  negative("infrastructure", "process_id", -1),
  negative("cost", "total_tokens", -1),
  infinite("total_cost", "NaN"),
  infinite("input_cost", "Infinity"),
  infinite("output_rate_per_token", "-Infinity"),
  breaksRule("string.max_bytes", "/batch_id", {
    id: "batch-id-too-long",
    message: "EventBatch",
    summary: "A batch whose identifier has 257 bytes.",
    json: { batch_id: "b".repeat(257), events: [] },
    protojson: { batchId: "b".repeat(257), events: [] },
  }),
  valid({
    id: "batch-duration-negative",
    message: "EventBatch",
    summary: "A batch whose durations add up to less than 0.",
    json: { events: [eventJson()], total_duration_ms: -1 },
    protojson: { events: [eventProtoJson()], totalDurationMs: -1 },
  }),
  valid({
    id: "batch-tokens-negative",
    message: "EventBatch",
    summary: "A batch whose tokens add up to less than 0.",
    json: { events: [eventJson()], total_tokens: -1 },
    protojson: { events: [eventProtoJson()], totalTokens: -1 },
  }),
  breaksRule("required", "/events/1/session_id", {
    id: "batch-with-bad-event",
    message: "EventBatch",
    summary: "The second event of a batch has no session.",
    json: { events: [eventJson(), without(eventJson({ event_id: "event-2" }), "session_id")] },
    protojson: { events: [eventProtoJson(), without(eventProtoJson({ eventId: "event-2" }), "sessionId")] },
  }),
  valid({
    id: "batch-with-empty-tag",
    message: "EventBatch",
    summary: "The first event of a batch has an empty tag.",
    json: { events: [eventJson({ tags: [""] })] },
    protojson: { events: [eventProtoJson({ tags: [""] })] },
  }),
  breaksRule("repeated.max_items", "/events", {
    id: "batch-too-long",
    message: "EventBatch",
    summary: "A batch of 1001 events.",
    json: { events: Array(1001).fill(eventJson()) },
    protojson: { events: Array(1001).fill(eventProtoJson()) },
  }),
  valid({
    id: "page-size-largest",
    message: "QueryRequest",
    summary: "The largest page.",
    json: { filter: {}, page_size: 1000 },
    protojson: { filter: {}, pageSize: 1000 },
  }),
  query(
    "page-size-too-large",
    "int32.lte",
    "/page_size",
    "A page of 1001 events.",
    { filter: {}, page_size: 1001 },
    {
      filter: {},
      pageSize: 1001,
    },
  ),
  valid({
    id: "page-size-negative",
    message: "QueryRequest",
    summary: "A page of -1 events, which stands for the default as 0 does.",
    json: { filter: {}, page_size: -1 },
    protojson: { filter: {}, pageSize: -1 },
  }),
  query(
    "page-token-too-long",
    "string.max_bytes",
    "/page_token",
    "A token of 4097 bytes.",
    { filter: {}, page_token: "p".repeat(4097) },
    { filter: {}, pageToken: "p".repeat(4097) },
  ),
  query(
    "text-query-too-long",
    "string.max_bytes",
    "/filter/text_query",
    "Words of 1025 bytes.",
    { filter: { text_query: "w".repeat(1025) } },
    { filter: { textQuery: "w".repeat(1025) } },
  ),
  query(
    "too-many-types",
    "repeated.max_items",
    "/filter/types",
    "101 types.",
    { filter: { types: Array(101).fill("ERROR") } },
    { filter: { types: Array(101).fill("EVENT_TYPE_ERROR") } },
  ),
  valid({
    id: "empty-filter-tag",
    message: "QueryRequest",
    summary: "A tag that is an empty text.",
    json: { filter: { tags: [""] } },
    protojson: { filter: { tags: [""] } },
  }),
  valid({
    id: "most-event-ids",
    message: "QueryRequest",
    summary: "1000 identifiers of events, which is as many as there may be.",
    json: { filter: { event_ids: Array(1000).fill("e") } },
    protojson: { filter: { eventIds: Array(1000).fill("e") } },
  }),
  query(
    "too-many-event-ids",
    "repeated.max_items",
    "/filter/event_ids",
    "1001 identifiers of events.",
    { filter: { event_ids: Array(1001).fill("e") } },
    { filter: { eventIds: Array(1001).fill("e") } },
  ),
  query(
    "empty-principal-id",
    "string.min_bytes",
    "/filter/principal_ids/1",
    "An identifier of a principal that is an empty text.",
    { filter: { principal_ids: ["p", ""] } },
    { filter: { principalIds: ["p", ""] } },
  ),
  ...(["types", "statuses", "severities"] as const).map((name) =>
    breaksRule("enum.not_in", `/filter/${name}/0`, {
      id: `filter-of-zero-${name}`,
      message: "QueryRequest",
      summary: `0, which stands for no value, among the ${name}.`,
      json: { filter: { [name]: [0] } },
      protojson: { filter: { [name]: [0] } },
      differences: isOpenList,
    }),
  ),
  breaksRule("time_range.order", "/filter/time", {
    id: "range-backwards",
    message: "QueryRequest",
    summary: "A range that ends a second before it starts.",
    json: { filter: { time: { start: "2026-03-14T09:26:53Z", end: "2026-03-14T09:26:52Z" } } },
    protojson: { filter: { time: { start: "2026-03-14T09:26:53Z", end: "2026-03-14T09:26:52Z" } } },
    differences: hasNoKeyword,
  }),
  breaksRule("time_range.order", "", {
    id: "range-backwards-by-a-nanosecond",
    message: "TimeRange",
    summary: "A range that ends a nanosecond before it starts.",
    json: { start: "2026-03-14T09:26:53.000000001Z", end: "2026-03-14T09:26:53Z" },
    protojson: { start: "2026-03-14T09:26:53.000000001Z", end: "2026-03-14T09:26:53Z" },
    differences: hasNoKeyword,
  }),
  breaksRule("string.max_bytes", "/tenant_id", {
    id: "stats-tenant-too-long",
    message: "chaukas.spec.server.v1.GetEventStatsRequest",
    summary: "A tenant of 257 bytes.",
    json: { tenant_id: "t".repeat(257) },
    protojson: { tenantId: "t".repeat(257) },
  }),
  breaksRule("required", "/event/session_id", {
    id: "request-with-bad-event",
    message: "chaukas.spec.client.v1.IngestEventRequest",
    summary: "A request whose event has no session.",
    json: { event: without(eventJson(), "session_id") },
    protojson: { event: without(eventProtoJson(), "sessionId") },
  }),
];
