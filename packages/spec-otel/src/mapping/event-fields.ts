// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescField, type DescMessage, type MessageInitShape } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import type { FieldValue } from "../values/field-values.js";

/** An event in the making: the values of its fields, by their paths. */
export interface EventDraft {
  /** The members of the event that are set so far. */
  readonly init: Record<string, unknown>;
  /** Name of the kind of content that the event may have, such as `llm_invocation`. Empty for none. */
  readonly content: string;
}

/** Creates a draft of an event. */
export function createDraft(content: string, init: MessageInitShape<typeof EventSchema>): EventDraft {
  return { init: { ...init }, content };
}

/** Creates the event of a draft. */
export function finishDraft({ init }: EventDraft): Event {
  return create(EventSchema, init as MessageInitShape<typeof EventSchema>);
}

/**
 * Sets the field at a path, such as `llm_invocation/request/messages`, and returns whether the event can hold it: it has
 * that kind of content, and the text is not too long. A path goes through names of the proto and, inside a Struct,
 * through keys.
 */
export function setField(draft: EventDraft, path: string, value: FieldValue): boolean {
  const { steps, isContent, maxBytes } = resolvePath(path);
  // Every event must name a session.
  if (
    (value === "" && path === "session_id") ||
    !fits(value, maxBytes) ||
    (isContent && draft.content !== path.split("/", 1)[0])
  ) {
    return false;
  }
  let parent = isContent ? contentInit(draft, steps[0] ?? "") : draft.init;
  const inner = isContent ? steps.slice(1) : steps;
  for (const step of inner.slice(0, -1)) {
    parent[step] ??= {};
    parent = parent[step] as Record<string, unknown>;
  }
  const last = inner.at(-1) ?? "";
  parent[last] = value;
  return true;
}

function contentInit({ init }: EventDraft, name: string): Record<string, unknown> {
  init["content"] ??= { case: name, value: {} };
  return (init["content"] as { value: Record<string, unknown> }).value;
}

/** Returns the value of the field at a path in a draft, or undefined if it was not set. */
export function draftField({ init }: EventDraft, path: string): FieldValue | undefined {
  return walk(init, path);
}

/** Returns the value of the field at a path in an event. Undefined if the event has other content or no such value. */
export function readEventField(event: Event, path: string): FieldValue | undefined {
  return walk(event as unknown as Record<string, unknown>, path);
}

function walk(event: Record<string, unknown>, path: string): FieldValue | undefined {
  const { steps, isContent } = resolvePath(path);
  const content = isContent ? (event["content"] as { case?: string; value?: unknown } | undefined) : undefined;
  let value: unknown = event;
  let inner = steps;
  if (isContent) {
    value = content?.case === steps[0] ? content?.value : undefined;
    inner = steps.slice(1);
  }
  for (const step of inner) {
    const isObject = typeof value === "object" && value !== null && Object.hasOwn(value, step);
    value = isObject ? (value as Record<string, unknown>)[step] : undefined;
  }
  return value as FieldValue | undefined;
}

interface ResolvedPath {
  /** Local names of the fields, and keys inside a Struct. */
  readonly steps: readonly string[];
  /** Whether the first step is a member of the content. */
  readonly isContent: boolean;
  /** Maximum size of a text. */
  readonly maxBytes: number;
}

const resolved = new Map<string, ResolvedPath>();

function resolvePath(path: string): ResolvedPath {
  const known = resolved.get(path);
  if (known !== undefined) {
    return known;
  }
  const names = path.split("/");
  const steps: string[] = [];
  let schema: DescMessage | undefined = EventSchema;
  let field: DescField | undefined;
  for (const name of names) {
    field = schema?.fields.find((candidate) => candidate.name === name);
    if (schema !== undefined && field === undefined) {
      throw new Error(`field path ${path}: expected a field of ${schema.typeName}, got ${name}`);
    }
    steps.push(field?.localName ?? name);
    schema = field?.message?.typeName === "google.protobuf.Struct" ? undefined : field?.message;
  }
  const isContent = EventSchema.fields.find(({ name }) => name === names[0])?.oneof !== undefined;
  const maxBytes = field === undefined ? Number.POSITIVE_INFINITY : maxBytesOf(field);
  const result = { steps, isContent, maxBytes };
  resolved.set(path, result);
  return result;
}

/** Maximum sizes of texts by the rules of the protos, which a test compares with these. All others are 256 bytes. */
const maxBytesByField: Readonly<Record<string, number>> = {
  "chaukas.spec.common.v1.Principal.id": 1024,
  "chaukas.spec.common.v1.Principal.name": 1024,
  "chaukas.spec.common.v1.Principal.roles": 1024,
  "chaukas.spec.common.v1.Principal.issuer": 2048,
  "chaukas.spec.common.v1.MessageContent.text": Number.POSITIVE_INFINITY,
  "chaukas.spec.common.v1.ToolResponse.error_message": Number.POSITIVE_INFINITY,
  "chaukas.spec.common.v1.LLMInvocation.stop_sequences": 1024,
  "chaukas.spec.common.v1.PolicyDecision.rationale": Number.POSITIVE_INFINITY,
  "chaukas.spec.common.v1.DataAccess.datasource": 1024,
  "chaukas.spec.common.v1.DataAccess.query": Number.POSITIVE_INFINITY,
  "chaukas.spec.common.v1.Step.name": 1024,
  "chaukas.spec.common.v1.EvaluationResult.explanation": Number.POSITIVE_INFINITY,
  "chaukas.spec.common.v1.AgentHandoff.reason": Number.POSITIVE_INFINITY,
  "chaukas.spec.common.v1.MCPCall.server_url": 2048,
  "chaukas.spec.common.v1.MCPCall.session_id": 4096,
  "chaukas.spec.common.v1.ErrorInfo.error_message": Number.POSITIVE_INFINITY,
  "chaukas.spec.common.v1.ErrorInfo.stack_trace": Number.POSITIVE_INFINITY,
  "chaukas.spec.common.v1.ErrorInfo.recovery_action": Number.POSITIVE_INFINITY,
  "chaukas.spec.common.v1.CostDetails.currency": 32,
  "chaukas.spec.common.v1.Event.branch": 1024,
  "chaukas.spec.common.v1.Event.worm_proof_id": 1024,
};

/** Returns the maximum size of the text of a field, in bytes. */
export function maxBytesOf({ parent, name }: DescField): number {
  return maxBytesByField[`${parent.typeName}.${name}`] ?? 256;
}

/** Maximum number of elements of lists: `tags` and `roles` have this limit, and no mapped list needs more. */
const maxItems = 256;

function fits(value: FieldValue, maxBytes: number): boolean {
  if (typeof value === "string") {
    return utf8Length(value, maxBytes) <= maxBytes;
  }
  // Inside a Struct there is no limit.
  return !(Array.isArray(value) && maxBytes !== Number.POSITIVE_INFINITY)
    ? true
    : value.length <= maxItems && value.every((text) => typeof text !== "string" || fits(text, maxBytes));
}

const encoder = new TextEncoder();

function utf8Length(text: string, maxBytes: number): number {
  // At most three bytes for each unit, at least one.
  return text.length * 3 <= maxBytes || text.length > maxBytes ? text.length : encoder.encode(text).length;
}
