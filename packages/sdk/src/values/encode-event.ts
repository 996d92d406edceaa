// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { ChaukasError } from "../errors/chaukas-error.js";
import { loneSurrogate } from "./capture-value.js";
import { type FieldShape, shapeOf } from "./message-shapes.js";

type Container = Readonly<Record<string, unknown>>;

const initialBytes = 4096;
/** A larger buffer is dropped after use, so that one large event does not occupy memory for ever. */
const maxKeptBytes = 2 ** 20;
const encoder = /*@__PURE__*/ new TextEncoder();

// All calls share a buffer. One call is inside another if a getter that `mask.event` sets emits an event.
let bytes = /*@__PURE__*/ new Uint8Array(initialBytes);
let pos = 0;
/** Names and indexes that lead to the current value, for errors. */
let path: (string | number)[] = [];

/**
 * Encodes a completed event in the binary format of Protobuf. It reads the table of shapes, which takes a quarter of the
 * room of a generated codec. Throws {@link ChaukasError} if a value does not have the type of its field.
 */
export function encodeEvent(event: Event): Uint8Array<ArrayBuffer> {
  const start = pos;
  const outerPath = path;
  path = [];
  try {
    writeMessage("Event", event as unknown as Container);
    return bytes.slice(start, pos);
  } finally {
    pos = start;
    path = outerPath;
    if (start === 0 && bytes.length > maxKeptBytes) {
      bytes = new Uint8Array(initialBytes);
    }
  }
}

function reserve(size: number): void {
  if (bytes.length - pos < size) {
    const grown = new Uint8Array(Math.max(bytes.length * 2, pos + size));
    grown.set(bytes.subarray(0, pos));
    bytes = grown;
  }
}

function writeMessage(name: string, message: Container): void {
  for (const field of shapeOf(name).fields.values()) {
    const value = readField(message, field);
    if (value === undefined || Object.is(value, field.absent)) {
      continue;
    }
    path.push(field.name);
    if (field.repeated) {
      writeList(field, value);
    } else {
      writeVarint(field.tag);
      writeValue(field, value);
    }
    path.pop();
  }
}

function readField(message: Container, { isContent, localName }: FieldShape): unknown {
  if (!isContent) {
    return message[localName];
  }
  const content = message["content"] as { case?: string; value?: unknown } | undefined;
  return content?.case === localName ? content.value : undefined;
}

function writeList(field: FieldShape, list: unknown): void {
  if (!Array.isArray(list)) {
    throw wrongType("an array", list);
  }
  const isPacked = /[nbdi]/.test(field.kind);
  const start = isPacked && list.length > 0 ? beginLength(field.tag) : 0;
  list.forEach((item, index) => {
    path.push(index);
    if (!isPacked) {
      writeVarint(field.tag);
    }
    writeValue(field, item);
    path.pop();
  });
  if (start > 0) {
    endLength(start);
  }
}

/** Writes a value after its tag. */
function writeValue({ kind, message }: FieldShape, value: unknown): void {
  switch (kind) {
    case "s":
      writeText(value);
      return;
    case "b":
      if (typeof value !== "boolean") {
        throw wrongType("a boolean", value);
      }
      writeVarint(value ? 1 : 0);
      return;
    case "n":
      writeInt32(value);
      return;
    case "d":
      writeDouble(value);
      return;
    case "i":
      writeInt64(value);
      return;
    default: {
      if (typeof value !== "object" || value === null) {
        throw wrongType("an object", value);
      }
      const start = beginLength(0);
      if (kind === "j") {
        writeStruct(value as Container);
      } else if (kind === "t") {
        const { seconds, nanos } = value as Container;
        writeVarint(8);
        writeInt64(seconds);
        writeVarint(16);
        writeInt32(nanos);
      } else if (kind === "a") {
        writeAny(value as Container);
      } else {
        writeMessage(message, value as Container);
      }
      endLength(start);
    }
  }
}

function writeAny({ typeUrl, value }: Container): void {
  if (!(value instanceof Uint8Array)) {
    throw wrongType("bytes as the value of an Any", value);
  }
  writeVarint(10);
  writeText(typeUrl);
  writeVarint(18);
  writeVarint(value.length);
  reserve(value.length);
  bytes.set(value, pos);
  pos += value.length;
}

function writeInt32(value: unknown): void {
  if (typeof value !== "number" || (value | 0) !== value) {
    throw wrongType("an int32", value);
  }
  writeVarint(value);
}

function writeInt64(value: unknown): void {
  const isExact = typeof value === "bigint" ? BigInt.asIntN(64, value) === value : Number.isSafeInteger(value);
  if (!isExact) {
    throw wrongType("an int64", value);
  }
  const number = Number(value);
  writeVarint(Number.isSafeInteger(number) ? number : (value as bigint));
}

function writeVarint(value: number | bigint): void {
  reserve(10);
  if (typeof value === "number" && value >= 0) {
    let rest = value;
    // Not by shifting, which is limited to 32 bits.
    for (; rest > 127; rest = Math.floor(rest / 128)) {
      bytes[pos++] = (rest % 128) | 128;
    }
    bytes[pos++] = rest;
    return;
  }
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) {
    bytes[pos++] = Number(rest & 127n) | 128;
  }
  bytes[pos++] = Number(rest);
}

const scratch = /*@__PURE__*/ new DataView(/*@__PURE__*/ new ArrayBuffer(8));

function writeDouble(value: unknown): void {
  if (typeof value !== "number") {
    throw wrongType("a number", value);
  }
  scratch.setFloat64(0, value, true);
  reserve(8);
  for (let at = 0; at < 8; at++) {
    bytes[pos++] = scratch.getUint8(at);
  }
}

function writeText(value: unknown): void {
  if (typeof value !== "string") {
    throw wrongType("a string", value);
  }
  const { length } = value;
  reserve(length * 3 + 5);
  const start = ++pos;
  let at = 0;
  // Up to this length a loop is faster than TextEncoder.
  for (; at < length && length < 100; at++) {
    const code = value.charCodeAt(at);
    if (code > 127) {
      break;
    }
    bytes[pos++] = code;
  }
  if (at < length) {
    if (loneSurrogate.test(value)) {
      throw wrongType("well-formed Unicode", value);
    }
    pos = start + encoder.encodeInto(value, bytes.subarray(start)).written;
  }
  endLength(start);
}

/** Writes the JSON object that stands for a `google.protobuf.Struct`. */
function writeStruct(members: Container): void {
  for (const key of Object.keys(members)) {
    path.push(key);
    const start = beginLength(10);
    writeVarint(10);
    writeText(key);
    writeJson(18, members[key]);
    endLength(start);
    path.pop();
  }
}

/** Writes a `google.protobuf.Value` and its tag. */
function writeJson(tag: number, value: unknown): void {
  const start = beginLength(tag);
  if (typeof value === "string") {
    writeVarint(26);
    writeText(value);
  } else if (typeof value === "number") {
    writeVarint(17);
    writeDouble(value);
  } else if (typeof value === "boolean") {
    writeVarint(32);
    writeVarint(value ? 1 : 0);
  } else if (Array.isArray(value)) {
    const inner = beginLength(50);
    for (const item of value) {
      writeJson(10, item);
    }
    endLength(inner);
  } else if (typeof value === "object" && value !== null) {
    const inner = beginLength(42);
    writeStruct(value as Container);
    endLength(inner);
  } else if (value === null) {
    writeVarint(8);
    writeVarint(0);
  } else {
    throw wrongType("a JSON value", value);
  }
  endLength(start);
}

/** Writes a tag, unless it is 0, and keeps a byte free for a length. Returns the position behind it. */
function beginLength(tag: number): number {
  if (tag > 0) {
    writeVarint(tag);
  }
  reserve(1);
  return ++pos;
}

/** Writes the length of what was written since a position in front of it. */
function endLength(start: number): void {
  const length = pos - start;
  if (length < 128) {
    bytes[start - 1] = length;
    return;
  }
  const extra = length < 2 ** 14 ? 1 : length < 2 ** 21 ? 2 : length < 2 ** 28 ? 3 : 4;
  reserve(extra + 10);
  bytes.copyWithin(start + extra, start, pos);
  pos = start - 1;
  writeVarint(length);
  pos += length;
}

function wrongType(expected: string, value: unknown): ChaukasError {
  const got = typeof value === "object" ? (value === null ? "null" : "an object") : describe(value);
  return new ChaukasError("invalid_event", path.map((name) => `/${name}`).join(""), `expected ${expected}, got ${got}`);
}

function describe(value: unknown): string {
  const text = String(typeof value === "string" ? JSON.stringify(value) : value);
  return text.length > 50 ? `${text.slice(0, 50)}…` : text;
}
