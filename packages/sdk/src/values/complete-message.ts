// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, Principal } from "@chaukas/spec-common";
import { ChaukasError } from "../errors/chaukas-error.js";
import { type Capture, captureStruct, captureText } from "./capture-value.js";
import { type FieldShape, shapeOf } from "./message-shapes.js";

/**
 * What a message is made of: all fields are optional, a `Date` stands for a timestamp, and any value for a Struct, which
 * `toStruct` converts.
 */
export type MessageInit<Message> = {
  readonly [Name in keyof Message as Name extends "$typeName" | "$unknown" ? never : Name]?:
    | FieldInit<Message[Name]>
    | undefined;
};

type FieldInit<Value> = Value extends readonly (infer Item)[]
  ? readonly FieldInit<Item>[]
  : Value extends { readonly case: infer Case extends string; readonly value: infer Content }
    ? { readonly case: Case; readonly value: FieldInit<Content> }
    : Value extends { readonly case: undefined }
      ? { readonly case?: undefined }
      : Value extends { readonly $typeName: "google.protobuf.Timestamp" }
        ? Date | { readonly seconds: bigint; readonly nanos?: number }
        : Value extends { readonly $typeName: "google.protobuf.Any" }
          ? Value
          : Value extends { readonly $typeName: string }
            ? MessageInit<Value>
            : Value extends object
              ? unknown
              : Value;

/** What an event is made of. See {@link MessageInit}. */
export type EventInit = MessageInit<Event>;

/** What a principal is made of. */
export type PrincipalInit = MessageInit<Principal>;

/** Completes an event for the codec: fills in absent fields and converts values. Throws {@link ChaukasError}. */
export function completeEvent(init: EventInit, capture: Capture): Event {
  const event = completeMessage("Event", init, capture) as unknown as Event;
  if (capture.notes.size > 0) {
    const changed = Object.fromEntries(capture.notes);
    if (capture.unnoted > 0) {
      // Places begin with a slash, so that this cannot be one.
      changed["more"] = `${capture.unnoted} more changes`;
    }
    event.metadata = { ...event.metadata, "chaukas.changed": changed };
  }
  return event;
}

function completeMessage(name: string, init: object, capture: Capture): Record<string, unknown> {
  const { fields, empty } = shapeOf(name);
  const message = { ...empty };
  for (const key in init) {
    const value = (init as Record<string, unknown>)[key];
    if (value === undefined || value === null) {
      continue;
    }
    if (key === "content" && name === "Event") {
      message[key] = completeContent(value as { case?: string; value?: unknown }, fields, capture);
      continue;
    }
    const field = fields.get(key);
    if (field === undefined || field.isContent) {
      if (key === "$typeName" || key === "$unknown") {
        continue;
      }
      const hint = field === undefined ? "" : `; use content: { case: "${key}", value }`;
      throw invalid(capture, key, `expected a field of ${name}${hint}`);
    }
    message[key] = convertField(field, value, capture);
  }
  return message;
}

function completeContent(
  content: { case?: string | undefined; value?: unknown },
  fields: ReadonlyMap<string, FieldShape>,
  capture: Capture,
): object {
  if (content.case === undefined) {
    return { case: undefined };
  }
  const field = fields.get(content.case);
  if (!field?.isContent) {
    throw invalid(capture, "content", `expected the case to be a kind of content, got ${JSON.stringify(content.case)}`);
  }
  return { case: content.case, value: convertField(field, content.value, capture) };
}

function convertField(field: FieldShape, value: unknown, capture: Capture): unknown {
  const { kind, name, repeated } = field;
  if (kind === "n" || kind === "d" || kind === "b" || kind === "i") {
    // The encoder checks them.
    return value;
  }
  capture.path.push(name);
  const converted = repeated ? convertItems(field, value, capture) : convertValue(field, value, capture);
  capture.path.pop();
  return converted;
}

function convertItems(field: FieldShape, value: unknown, capture: Capture): unknown[] {
  if (!Array.isArray(value)) {
    throw invalid(capture, undefined, `expected a list, got ${typeof value}`);
  }
  return value.map((item, index) => {
    capture.path.push(index);
    const converted = convertValue(field, item, capture);
    capture.path.pop();
    return converted;
  });
}

function convertValue({ kind, message, isFreeText }: FieldShape, value: unknown, capture: Capture): unknown {
  switch (kind) {
    case "s":
      if (typeof value !== "string") {
        throw invalid(capture, undefined, `expected a text, got ${Array.isArray(value) ? "an array" : typeof value}`);
      }
      // Half of an identifier identifies nothing. The server says which is too long.
      capture.left = isFreeText ? capture.limits.maxValueLength : Number.POSITIVE_INFINITY;
      return captureText(value, capture, isFreeText ? capture.limits.maxTextLength : Number.POSITIVE_INFINITY);
    case "j":
      return captureStruct(value, capture);
    case "t":
      return convertTime(value, capture);
    case "m":
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw invalid(
          capture,
          undefined,
          `expected an object, got ${Array.isArray(value) ? "an array" : typeof value}`,
        );
      }
      return completeMessage(message, value, capture);
    default:
      return value;
  }
}

function convertTime(value: unknown, capture: Capture): object {
  const $typeName = "google.protobuf.Timestamp" as const;
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    return timestampOf(value.getTime());
  }
  if (typeof value === "object" && value !== null && typeof (value as { seconds?: unknown }).seconds === "bigint") {
    return { nanos: 0, ...value, $typeName };
  }
  throw invalid(capture, undefined, "expected a valid Date or a Timestamp");
}

/** Returns a time in milliseconds since 1970, which may have a fraction, as a timestamp. */
export function timestampOf(ms: number): {
  $typeName: "google.protobuf.Timestamp";
  seconds: bigint;
  nanos: number;
} {
  const seconds = Math.floor(ms / 1000);
  const nanos = Math.min(999_999_999, Math.floor((ms - seconds * 1000) * 1000) * 1000);
  return { $typeName: "google.protobuf.Timestamp", seconds: BigInt(seconds), nanos };
}

function invalid({ path }: Capture, key: string | undefined, problem: string): ChaukasError {
  const names = key === undefined ? path : [...path, key];
  return new ChaukasError("invalid_event", names.map((name) => `/${name}`).join(""), problem);
}
