// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { EventType } from "@chaukas/spec-common";
import type { AnyValue, KeyValue } from "../gen/opentelemetry/proto/common/v1/common_pb.js";
import type { Span } from "../gen/opentelemetry/proto/trace/v1/trace_pb.js";
import { draftField, type EventDraft, setField } from "../mapping/event-fields.js";
import { readValue } from "../values/field-values.js";
import { parseJsonText } from "../values/json-text.js";
import { millisecondsBetween } from "../values/unix-nanos.js";

/**
 * Sets fields of the start or the end of a span for which emitters have no attribute of their own, but a list, an object or a
 * flag that also says other things. The attribute itself stays in `metadata.otel`.
 */
export function fillInDetails(span: Span, draft: EventDraft): void {
  const { attributes } = span;
  if (draft.content === "data_access") {
    fillInDocuments(attributes, draft);
  }
  if (draft.content === "policy") {
    fillInOutcome(attributes, draft);
  }
  if (draft.content === "llm_invocation") {
    fillInModel(attributes, draft);
    if (draft.init["type"] === EventType.MODEL_INVOCATION_END) {
      fillInUsage(attributes, draft);
      fillInFirstToken(span, draft);
    }
  }
}

function fillInDocuments(attributes: readonly KeyValue[], draft: EventDraft): void {
  const documents = jsonOf(attributes, "gen_ai.retrieval.documents");
  const list = Array.isArray(documents) ? documents : spreadDocuments(attributes);
  const ids = list
    .map((document) => member(document, "id"))
    .filter((id) => typeof id === "string" || typeof id === "number");
  const scores = list.map((document) => member(document, "score")).filter((score) => typeof score === "number");
  if (ids.length > 0 && ids.length === list.length) {
    setField(draft, "data_access/document_ids", ids.map(String));
    // A score says nothing unless it is clear whose it is.
    if (scores.length === ids.length && scores.every(Number.isFinite)) {
      setField(draft, "data_access/scores", scores);
    }
  }
  if (draftField(draft, "data_access/operation") === undefined) {
    setField(draft, "data_access/operation", "search");
  }
}

const documentKey = /^retrieval\.documents\.(\d{1,4})\.document\.(id|score)$/;

/** Returns the documents of OpenInference, whose ids and scores are attributes of their own. */
function spreadDocuments(attributes: readonly KeyValue[]): JsonValue[] {
  const documents = new Map<string, JsonObject>();
  for (const { key, value } of attributes) {
    const [, index, name] = documentKey.exec(key) ?? [];
    const read = value && (readValue("id", value) ?? readValue("double", value));
    if (index !== undefined && name !== undefined && (typeof read === "string" || typeof read === "number")) {
      const document = documents.get(index) ?? {};
      document[name] = name === "score" ? Number(read) : read;
      documents.set(index, document);
    }
  }
  return [...documents].sort(([a], [b]) => Number(a) - Number(b)).map(([, document]) => document);
}

/** Says what a guardrail of OpenInference decided. */
function fillInOutcome(attributes: readonly KeyValue[], draft: EventDraft): void {
  const triggered = attributeOf(attributes, "guardrail.triggered")?.value;
  if (triggered?.case === "boolValue" && draftField(draft, "policy/outcome") === undefined) {
    setField(draft, "policy/outcome", triggered.value ? "deny" : "allow");
  }
}

/** Takes the model from the parameters of a call that fails before it has an answer, which names it. */
function fillInModel(attributes: readonly KeyValue[], draft: EventDraft): void {
  const model = member(jsonOf(attributes, "llm.invocation_parameters"), "model");
  if (typeof model === "string" && draftField(draft, "llm_invocation/model") === undefined) {
    setField(draft, "llm_invocation/model", model);
  }
}

/** Fields of tokens, and the members in which Langfuse counts them. Those of the input and of the output do not overlap. */
const usage: readonly (readonly [string, (name: string) => boolean])[] = [
  ["llm_invocation/prompt_tokens", (name) => name.includes("input")],
  ["llm_invocation/completion_tokens", (name) => name.includes("output")],
  ["llm_invocation/total_tokens", (name) => name === "total"],
  ["llm_invocation/cached_input_tokens", (name) => /^input_cached_tokens$|cache_read/.test(name)],
  ["llm_invocation/cache_write_input_tokens", (name) => name.includes("cache_creation")],
  ["llm_invocation/reasoning_tokens", (name) => name.startsWith("output_reasoning")],
];

/** Takes the tokens from the object in which Langfuse counts them. */
function fillInUsage(attributes: readonly KeyValue[], draft: EventDraft): void {
  const details = jsonOf(attributes, "langfuse.observation.usage_details");
  const counts = Object.entries(typeof details === "object" && details !== null ? details : {});
  for (const [field, isPart] of usage) {
    const parts = counts.filter(([name]) => isPart(name)).map(([, count]) => count);
    const tokens = parts.every((count) => typeof count === "number") ? parts.reduce((sum, count) => sum + count, 0) : 0;
    // 0 says the same as no value.
    if (tokens > 0 && (tokens | 0) === tokens && draftField(draft, field) === undefined) {
      setField(draft, field, tokens);
    }
  }
}

/** Takes the time to the first token from the time at which Langfuse saw it, a text in JSON. */
function fillInFirstToken({ attributes, startTimeUnixNano }: Span, draft: EventDraft): void {
  const time = attributeOf(attributes, "langfuse.observation.completion_start_time")?.value;
  const text = time?.case === "stringValue" ? (parseJsonText(time.value) ?? time.value) : "";
  const seenMs = Date.parse(text) || 0;
  const elapsedMs = millisecondsBetween(startTimeUnixNano, BigInt(seenMs) * 1_000_000n);
  if (elapsedMs > 0) {
    setField(draft, "llm_invocation/time_to_first_token_ms", elapsedMs);
  }
}

function jsonOf(attributes: readonly KeyValue[], name: string): JsonValue | undefined {
  const value = attributeOf(attributes, name);
  return value && (readValue("json", value) as JsonValue | undefined);
}

function attributeOf(attributes: readonly KeyValue[], name: string): AnyValue | undefined {
  return attributes.find(({ key }) => key === name)?.value;
}

function member(json: JsonValue | undefined, name: string): JsonValue | undefined {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json) && Object.hasOwn(json, name);
  return isObject ? json[name] : undefined;
}
