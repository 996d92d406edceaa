// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  beginLength,
  collectBytes,
  endLength,
  position,
  putBytes,
  putDouble,
  putInt64,
  putText,
  putVarint,
  rewind,
} from "./byte-writer.js";
import {
  type Capture,
  captureText,
  captureUnicode,
  createCapture,
  type DropTest,
  isDropped,
  messageOf,
  refuse,
  type ValueLimits,
} from "./capture.js";
import type { EventInit } from "./event-init.js";
import { type FieldShape, type MessageShape, shapeOf } from "./message-shapes.js";
import { writeEntry, writeStruct, writeValue } from "./write-value.js";

type Container = Readonly<Record<string, unknown>>;

/** Limits that nothing reaches. */
export const unlimited: ValueLimits = {
  maxTextLength: Number.POSITIVE_INFINITY,
  maxValueLength: Number.POSITIVE_INFINITY,
};

/** Member of the metadata that lists which values were changed. */
const changes = "chaukas.changed";

/**
 * Encodes an event in the binary format of Protobuf, in one pass over the values of the caller: what happens to them later
 * does not change the event. Leaves out what `drops` returns true for, and lists that in `redaction`. The fields are in the
 * order of the members. Throws `ChaukasError` with the place if a value does not have the type of its field.
 *
 * `inherited` has members for those that the event lacks. They are not merged, which would take longer than to encode them.
 */
export function encodeEvent(
  init: EventInit,
  limits: ValueLimits,
  drops?: DropTest,
  inherited: readonly EventInit[] = [],
): Uint8Array<ArrayBuffer> {
  const capture = createCapture(limits, drops);
  return collectBytes(() => {
    const shape = shapeOf("Event");
    for (const others of inherited as readonly Container[]) {
      for (const key in others) {
        if (!(key in init)) {
          writeMember(shape, key, others[key], capture);
        }
      }
    }
    writeMessage(shape, init as Container, capture);
    // Last, because they say what was done to the others.
    const { metadata, redaction } = init as Container;
    writeMember(shape, "metadata", metadata ?? (capture.notes && {}), capture);
    writeMember(shape, "redaction", addPlaces(redaction, capture.dropped), { ...capture, drops: undefined });
  });
}

/** Returns a redaction that also lists the places of what was left out. */
function addPlaces(redaction: unknown, dropped: readonly string[]): unknown {
  if (dropped.length === 0) {
    return redaction;
  }
  const { fields = [], ...others } = (redaction ?? {}) as { readonly fields?: readonly string[] };
  return { method: "drop", ...others, fields: [...new Set([...fields, ...dropped])] };
}

function writeMetadata(metadata: unknown, capture: Capture): void {
  const start = position();
  writeStruct(metadata, capture);
  const { notes, unnoted } = capture;
  if (notes === undefined) {
    return;
  }
  const noted = {
    ...Object.fromEntries(notes),
    // Places begin with a slash, so that this cannot be one.
    ...(unnoted === 0 ? {} : { more: `${unnoted} more changes` }),
  };
  const earlier = (metadata as Container)[changes];
  if (earlier === undefined) {
    writeEntry(changes, () => writeValue(noted, "", createCapture(unlimited)));
  } else {
    // Of an event that was converted before.
    rewind(start);
    writeStruct({ ...(metadata as object), [changes]: { ...(earlier as object), ...noted } }, capture);
  }
}

function writeMessage(shape: MessageShape, message: Container, capture: Capture): void {
  const isEvent = capture.path.length === 0;
  for (const key in message) {
    if (!isEvent || (key !== "metadata" && key !== "redaction")) {
      writeMember(shape, key, readMember(message, key, capture), capture);
    }
  }
}

function writeMember(shape: MessageShape, key: string, value: unknown, capture: Capture): void {
  if (value === undefined || value === null) {
    return;
  }
  const field = shape.fields.get(key);
  if (field === undefined || field.isContent) {
    writeOther(shape, key, value, capture);
    return;
  }
  capture.path.push(field.name);
  if (field.repeated) {
    writeItems(field, value, capture);
  } else {
    writeField(field, value, capture);
  }
  capture.path.pop();
}

function readMember(message: Container, key: string, capture: Capture): unknown {
  try {
    return message[key];
  } catch (error) {
    capture.path.push(key);
    throw refuse(capture, `a value, but reading it threw: ${messageOf(error)}`);
  }
}

/** Writes the content of an event, or refuses a member that is no field. */
function writeOther({ fields, empty }: MessageShape, key: string, value: unknown, capture: Capture): void {
  const { path } = capture;
  if (key === "$typeName" || key === "$unknown") {
    return;
  }
  if (key !== "content" || path.length > 0) {
    const hint = fields.has(key) ? `; use content: { case: "${key}", value }` : "";
    path.push(key);
    throw refuse(capture, `a field of ${String(empty["$typeName"]).split(".").at(-1)}${hint}`);
  }
  const kind = readMember(value as Container, "case", capture);
  const field = fields.get(kind as string);
  if (field?.isContent) {
    path.push(field.name);
    writeField(field, readMember(value as Container, "value", capture), capture);
    path.pop();
  } else if (kind !== undefined || typeof value !== "object") {
    path.push(key);
    throw refuse(capture, "the case to be a kind of content", { got: kind });
  }
}

function writeItems(field: FieldShape, list: unknown, capture: Capture): void {
  if (!Array.isArray(list)) {
    throw refuse(capture, "a list", { got: list });
  }
  if (list.length === 0 || isDropped(capture, field.pii)) {
    return;
  }
  // Numbers are not packed, which decoders must accept: events have few lists of them.
  for (let index = 0; index < list.length; index++) {
    capture.path.push(index);
    writeField(field, list[index], capture, true);
    capture.path.pop();
  }
}

const expected = { s: "a text", b: "a boolean", n: "an int32", d: "a number", i: "an int64", y: "bytes" } as const;

function isValid(kind: keyof typeof expected, value: unknown): boolean {
  switch (kind) {
    case "s":
      return typeof value === "string";
    case "b":
      return typeof value === "boolean";
    case "n":
      return typeof value === "number" && (value | 0) === value;
    case "d":
      return typeof value === "number";
    case "y":
      return value instanceof Uint8Array;
    default:
      return typeof value === "bigint" ? BigInt.asIntN(64, value) === value : Number.isSafeInteger(value);
  }
}

/** Writes a value and its tag. Leaves out one that stands for absence, unless it is an item of a list. */
function writeField(field: FieldShape, value: unknown, capture: Capture, isItem = false): void {
  const { kind, absent, pii, tag } = field;
  const isScalar = kind in expected;
  if (isScalar && !isValid(kind as keyof typeof expected, value)) {
    throw refuse(capture, expected[kind as keyof typeof expected], { got: value });
  }
  const isAbsent =
    Object.is(value, absent) ||
    (absent === 0n && Number(value) === 0) ||
    (kind === "y" && (value as Uint8Array).length === 0);
  if (!isItem && ((isScalar && isAbsent) || isDropped(capture, pii))) {
    return;
  }
  putVarint(tag);
  if (kind === "s") {
    putText(convertText(value as string, field, capture));
  } else if (kind === "y") {
    putVarint((value as Uint8Array).length);
    putBytes(value as Uint8Array);
  } else if (kind === "d") {
    putDouble(value as number);
  } else if (isScalar) {
    putInt64(value as number | bigint | boolean);
  } else {
    const start = beginLength(0);
    writeContainer(field, value, capture);
    endLength(start);
  }
}

function convertText(text: string, { isFreeText }: FieldShape, capture: Capture): string {
  if (!isFreeText) {
    // Half of an identifier identifies nothing. The server says which is too long.
    return captureUnicode(text, capture);
  }
  capture.left = capture.limits.maxValueLength;
  return captureText(text, capture);
}

function writeContainer({ kind, message, name }: FieldShape, value: unknown, capture: Capture): void {
  if (kind === "j") {
    const isMetadata = name === "metadata" && capture.path.length === 1;
    (isMetadata ? writeMetadata : writeStruct)(value, capture);
    return;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw refuse(capture, "an object", { got: value });
  }
  writeMessage(shapeOf(message), kind === "t" ? timeOf(value, capture) : (value as Container), capture);
}

/** Returns the timestamp that a `Date` stands for. */
function timeOf(value: object, capture: Capture): Container {
  const ms = value instanceof Date ? value.getTime() : undefined;
  const seconds = ms === undefined ? (value as Container)["seconds"] : Math.floor(ms / 1000);
  if (seconds === undefined || Number.isNaN(seconds)) {
    throw refuse(capture, "a valid Date or a Timestamp");
  }
  return ms === undefined ? (value as Container) : { seconds, nanos: (ms - (seconds as number) * 1000) * 1e6 };
}
