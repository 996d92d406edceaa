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
  putVarint,
  rewind,
} from "./byte-writer.js";
import {
  type Capture,
  createCapture,
  cutText,
  type DropTest,
  isDropped,
  messageOf,
  refuse,
  type ValueLimits,
} from "./capture.js";
import { type EventInit, timestampOf } from "./event-init.js";
import { type FieldShape, type MessageShape, shapeOf } from "./message-shapes.js";
import { writeEntry, writeStruct, writeText, writeValue } from "./write-value.js";

type Container = Readonly<Record<string, unknown>>;

/** Limits that nothing reaches. */
export const unlimited: ValueLimits = {
  maxTextLength: 1e15,
  maxValueLength: 1e15,
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
  inherited?: EventInit,
): Uint8Array<ArrayBuffer> {
  const capture = createCapture(limits, drops);
  return collectBytes(() => {
    const shape = shapeOf("Event");
    for (const key in inherited) {
      const value = (inherited as Container)[key];
      if (value !== undefined && !(key in init)) {
        writeMember(shape, key, value, capture);
      }
    }
    writeMessage(shape, init as Container, capture);
    // Last, because they say what was done to the others.
    const { metadata, redaction } = init as Container;
    writeMember(shape, "metadata", metadata ?? (capture.notes && {}), capture);
    const { dropped } = capture;
    if (redaction !== undefined || dropped.length > 0) {
      writeMember(shape, "redaction", addPlaces(redaction, dropped), { ...capture, drops: undefined });
    }
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
function writeOther({ name, fields }: MessageShape, key: string, value: unknown, capture: Capture): void {
  const { path } = capture;
  if (key === "$typeName" || key === "$unknown") {
    return;
  }
  if (key !== "content" || path.length > 0) {
    const hint = fields.has(key) ? `; use content: { case: "${key}", value }` : "";
    path.push(key);
    throw refuse(capture, `a field of ${name}${hint}`);
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

/** Writes a value and its tag. Leaves out one that stands for absence, unless it is an item of a list. */
function writeField(field: FieldShape, value: unknown, capture: Capture, isItem = false): void {
  const { kind, absent } = field;
  switch (kind) {
    case "s":
      check(typeof value === "string", "a text", value, capture);
      if (begin(field, value === absent, capture, isItem)) {
        writeText(field.isFreeText ? cutFreeText(value, capture) : value, capture);
      }
      return;
    case "n":
      check(typeof value === "number" && (value | 0) === value, "an int32", value, capture);
      if (begin(field, value === absent, capture, isItem)) {
        putInt64(value);
      }
      return;
    case "i": {
      const integer = int64Of(value);
      check(integer !== undefined, "an int64", value, capture);
      if (begin(field, absent !== undefined && integer === 0, capture, isItem)) {
        putInt64(integer);
      }
      return;
    }
    case "d":
      check(typeof value === "number", "a number", value, capture);
      // A zero with a sign is a value.
      if (begin(field, Object.is(value, absent), capture, isItem)) {
        putDouble(value);
      }
      return;
    case "b":
      check(typeof value === "boolean", "a boolean", value, capture);
      if (begin(field, value === absent, capture, isItem)) {
        putVarint(value ? 1 : 0);
      }
      return;
    case "y":
      check(value instanceof Uint8Array, "bytes", value, capture);
      if (begin(field, value.length === 0, capture, isItem)) {
        putVarint(value.length);
        putBytes(value);
      }
      return;
    default:
      if (begin(field, false, capture, isItem)) {
        const width = field.lengthBytes;
        const start = beginLength(0, width);
        writeContainer(field, value, capture);
        field.lengthBytes = endLength(start, width);
      }
  }
}

function check(isValid: boolean, expected: string, value: unknown, capture: Capture): asserts isValid {
  if (!isValid) {
    throw refuse(capture, expected, { got: value });
  }
}

/** Returns an integer of 64 bits, as a number if that is exact, or undefined if the value is none. */
function int64Of(value: unknown): number | bigint | undefined {
  const number = typeof value === "bigint" ? Number(value) : value;
  if (Number.isSafeInteger(number)) {
    return number as number;
  }
  return typeof value === "bigint" && BigInt.asIntN(64, value) === value ? value : undefined;
}

/** Writes the tag of a field. Returns false if the field is left out. */
function begin({ tag, pii }: FieldShape, isAbsent: boolean, capture: Capture, isItem: boolean): boolean {
  if (!isItem && (isAbsent || isDropped(capture, pii))) {
    return false;
  }
  putVarint(tag);
  return true;
}

function cutFreeText(text: string, capture: Capture): string {
  capture.left = capture.limits.maxValueLength;
  return cutText(text, capture);
}

function writeContainer({ kind, message, name }: FieldShape, value: unknown, capture: Capture): void {
  if (kind === "j") {
    const isMetadata = name === "metadata" && capture.path.length === 1;
    (isMetadata ? writeMetadata : writeStruct)(value, capture);
    return;
  }
  check(typeof value === "object" && value !== null && !Array.isArray(value), "an object", value, capture);
  writeMessage(shapeOf(message), kind === "t" ? timeOf(value, capture) : (value as Container), capture);
}

/** Returns the timestamp that a `Date` stands for. */
function timeOf(value: object, capture: Capture): Container {
  const isDate = value instanceof Date;
  if (isDate ? Number.isNaN(value.getTime()) : (value as Container)["seconds"] === undefined) {
    throw refuse(capture, "a valid Date or a Timestamp");
  }
  return isDate ? timestampOf(value.getTime()) : (value as Container);
}
