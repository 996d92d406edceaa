// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { KeyValue } from "../gen/opentelemetry/proto/common/v1/common_pb.js";
import { draftField, type EventDraft, setField } from "../mapping/event-fields.js";
import { readValue } from "../values/field-values.js";

/**
 * Sets fields for which emitters have no attribute of their own, but a list or an object that also holds other things. The
 * attribute itself stays in `metadata.otel`.
 */
export function fillInDetails(attributes: readonly KeyValue[], draft: EventDraft): void {
  if (draft.content === "data_access") {
    fillInDocuments(attributes, draft);
  }
  if (draft.content === "llm_invocation") {
    fillInUsage(attributes, draft);
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

const usage = [
  ["llm_invocation/prompt_tokens", "input"],
  ["llm_invocation/completion_tokens", "output"],
  ["llm_invocation/total_tokens", "total"],
] as const;

/** Takes the tokens from the object in which Langfuse counts them. */
function fillInUsage(attributes: readonly KeyValue[], draft: EventDraft): void {
  const details = jsonOf(attributes, "langfuse.observation.usage_details");
  for (const [field, name] of details === undefined ? [] : usage) {
    const tokens = member(details, name);
    if (typeof tokens === "number" && (tokens | 0) === tokens && draftField(draft, field) === undefined) {
      setField(draft, field, tokens);
    }
  }
}

function jsonOf(attributes: readonly KeyValue[], name: string): JsonValue | undefined {
  const value = attributes.find(({ key }) => key === name)?.value;
  return value && (readValue("json", value) as JsonValue | undefined);
}

function member(json: JsonValue | undefined, name: string): JsonValue | undefined {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json) && Object.hasOwn(json, name);
  return isObject ? json[name] : undefined;
}
