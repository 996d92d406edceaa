// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Fault, locate, locateKey } from "./error.js";

/** Options of the functions that encode, as of `toBinary` of protobuf-es. */
export interface EncodeOptions {
  /** Whether the fields in `$unknown` are written. Default: true. */
  readonly writeUnknownFields?: boolean;
}

/** A buffer that is written from front to back. */
export interface Writer {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView<ArrayBuffer>;
  pos: number;
  keepsUnknown: boolean;
}

const initialBytes = 4096;
/** A larger buffer is dropped after use, so that one large message does not occupy memory for ever. */
const maxKeptBytes = 1 << 20;
/** Up to this many characters, a loop is faster than TextEncoder. */
const maxLoopLength = 96;

let shared: Writer | undefined;

interface Encoder {
  encodeInto(text: string, bytes: Uint8Array): { readonly written: number };
}

let encoder: Encoder | undefined;

/** Returns the writer that all calls share. Calls nest if a getter of a message encodes another one. */
export function openWriter(): Writer {
  if (shared === undefined) {
    const bytes = new Uint8Array(initialBytes);
    shared = { bytes, view: new DataView(bytes.buffer), pos: 0, keepsUnknown: true };
  }
  return shared;
}

/** Gives the writer back, in the state in which a call found it. */
export function closeWriter(w: Writer, start: number, keepsUnknown: boolean): void {
  w.pos = start;
  w.keepsUnknown = keepsUnknown;
  if (start === 0 && w.bytes.length > maxKeptBytes) {
    shared = undefined;
  }
}

/** Returns a copy of what was written from a position on. */
export function copyBytes(w: Writer, start: number): Uint8Array<ArrayBuffer> {
  return w.bytes.slice(start, w.pos);
}

function grow(w: Writer, size: number): void {
  let length = w.bytes.length * 2;
  while (length < w.pos + size) {
    length *= 2;
  }
  const bytes = new Uint8Array(length);
  bytes.set(w.bytes.subarray(0, w.pos));
  w.bytes = bytes;
  w.view = new DataView(bytes.buffer);
}

function reserve(w: Writer, size: number): void {
  if (w.bytes.length - w.pos < size) {
    grow(w, size);
  }
}

/** Writes a tag, or nothing for zero, which stands for a value without a tag. */
export function putTag(w: Writer, tag: number): void {
  reserve(w, 5);
  writeTag(w, tag);
}

function writeTag(w: Writer, tag: number): void {
  if (tag < 128) {
    if (tag !== 0) {
      w.bytes[w.pos++] = tag;
    }
  } else if (tag < 1 << 14) {
    w.bytes[w.pos++] = (tag & 127) | 128;
    w.bytes[w.pos++] = tag >>> 7;
  } else {
    putVarint32(w, tag);
  }
}

function putVarint32(w: Writer, value: number): void {
  const bytes = w.bytes;
  let pos = w.pos;
  let rest = value;
  while (rest > 127) {
    bytes[pos++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[pos++] = rest;
  w.pos = pos;
}

/** Starts a value with a length, for which one byte is kept free. Returns the position of the value. */
export function beginValue(w: Writer, tag: number): number {
  reserve(w, 6);
  writeTag(w, tag);
  return ++w.pos;
}

/** Ends the value that starts at a position, and writes its length in front of it. */
export function endValue(w: Writer, start: number): void {
  const length = w.pos - start;
  if (length < 128) {
    w.bytes[start - 1] = length;
  } else {
    const extra = sizeOfLength(length) - 1;
    reserve(w, extra);
    w.bytes.copyWithin(start + extra, start, w.pos);
    w.pos = start - 1;
    putVarint32(w, length);
    w.pos += length;
  }
}

export function putString(w: Writer, tag: number, value: string): void {
  if (typeof value !== "string") {
    throw wrongType("a string", value);
  }
  const length = value.length;
  reserve(w, length * 3 + 10);
  writeTag(w, tag);
  if (length > maxLoopLength) {
    putLongString(w, value);
    return;
  }
  const bytes = w.bytes;
  const start = w.pos + 1;
  let i = 0;
  for (; i < length; i++) {
    const code = value.charCodeAt(i);
    if (code > 127) {
      break;
    }
    bytes[start + i] = code;
  }
  w.pos = start + i;
  if (i === length) {
    bytes[start - 1] = length;
  } else {
    putWide(w, value, i);
    endValue(w, start);
  }
}

/** Writes the characters from `from` on, of which the first is not ASCII. */
function putWide(w: Writer, value: string, from: number): void {
  const bytes = w.bytes;
  let pos = w.pos;
  for (let i = from; i < value.length; i++) {
    let code = value.charCodeAt(i);
    if (code < 128) {
      bytes[pos++] = code;
      continue;
    }
    if (code < 2048) {
      bytes[pos++] = (code >> 6) | 192;
    } else {
      if (code >= 0xd800 && code < 0xe000) {
        const next = code < 0xdc00 ? value.charCodeAt(++i) : 0;
        if (!(next >= 0xdc00 && next < 0xe000)) {
          throw loneSurrogate();
        }
        code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
        bytes[pos++] = (code >> 18) | 240;
        bytes[pos++] = ((code >> 12) & 63) | 128;
      } else {
        bytes[pos++] = (code >> 12) | 224;
      }
      bytes[pos++] = ((code >> 6) & 63) | 128;
    }
    bytes[pos++] = (code & 63) | 128;
  }
  w.pos = pos;
}

function putLongString(w: Writer, value: string): void {
  encoder ??= new (globalThis as unknown as { TextEncoder: new () => Encoder }).TextEncoder();
  const guess = sizeOfLength(value.length);
  const { written } = encoder.encodeInto(value, w.bytes.subarray(w.pos + guess));
  // TextEncoder writes U+FFFD for half of a surrogate pair, which the pattern finds.
  if (written !== value.length && /[\ud800-\udfff]/u.test(value)) {
    throw loneSurrogate();
  }
  const size = sizeOfLength(written);
  if (size !== guess) {
    w.bytes.copyWithin(w.pos + size, w.pos + guess, w.pos + guess + written);
  }
  putVarint32(w, written);
  w.pos += written;
}

function sizeOfLength(length: number): number {
  return length < 128 ? 1 : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : length < 1 << 28 ? 4 : 5;
}

function loneSurrogate(): Fault {
  return new Fault("bad_unicode", "well-formed Unicode", "half of a surrogate pair");
}

export function putBytes(w: Writer, tag: number, value: Uint8Array): void {
  if (!(value instanceof Uint8Array)) {
    throw wrongType("a Uint8Array", value);
  }
  const { length } = value;
  reserve(w, length + 10);
  writeTag(w, tag);
  putVarint32(w, length);
  w.bytes.set(value, w.pos);
  w.pos += length;
}

export function putBool(w: Writer, tag: number, value: boolean): void {
  if (typeof value !== "boolean") {
    throw wrongType("a boolean", value);
  }
  reserve(w, 6);
  writeTag(w, tag);
  w.bytes[w.pos++] = value ? 1 : 0;
}

export function putInt32(w: Writer, tag: number, value: number): void {
  if ((value | 0) !== value) {
    throw noInteger("an int32", value);
  }
  reserve(w, 15);
  writeTag(w, tag);
  if (value >= 0) {
    putVarint32(w, value);
  } else {
    putVarint64(w, value, -1);
  }
}

export function putUint32(w: Writer, tag: number, value: number): void {
  if (value >>> 0 !== value) {
    throw noInteger("a uint32", value);
  }
  reserve(w, 10);
  writeTag(w, tag);
  putVarint32(w, value);
}

export function putSint32(w: Writer, tag: number, value: number): void {
  if ((value | 0) !== value) {
    throw noInteger("an sint32", value);
  }
  reserve(w, 10);
  writeTag(w, tag);
  putVarint32(w, ((value << 1) ^ (value >> 31)) >>> 0);
}

export function putFixed32(w: Writer, tag: number, value: number): void {
  if (value >>> 0 !== value) {
    throw noInteger("a fixed32", value);
  }
  reserve(w, 9);
  writeTag(w, tag);
  w.view.setUint32(w.pos, value, true);
  w.pos += 4;
}

export function putSfixed32(w: Writer, tag: number, value: number): void {
  if ((value | 0) !== value) {
    throw noInteger("an sfixed32", value);
  }
  reserve(w, 9);
  writeTag(w, tag);
  w.view.setInt32(w.pos, value, true);
  w.pos += 4;
}

export function putFloat(w: Writer, tag: number, value: number): void {
  if (typeof value !== "number") {
    throw wrongType("a number", value);
  }
  if (!Number.isFinite(Math.fround(value)) && Number.isFinite(value)) {
    throw new Fault("out_of_range", "a float", describe(value));
  }
  reserve(w, 9);
  writeTag(w, tag);
  w.view.setFloat32(w.pos, value, true);
  w.pos += 4;
}

export function putDouble(w: Writer, tag: number, value: number): void {
  if (typeof value !== "number") {
    throw wrongType("a number", value);
  }
  reserve(w, 13);
  writeTag(w, tag);
  w.view.setFloat64(w.pos, value, true);
  w.pos += 8;
}

const scratch = /*@__PURE__*/ new DataView(/*@__PURE__*/ new ArrayBuffer(8));

/** Leaves a signed integer in `scratch`. */
function scratchSigned(value: bigint | string, name: string): void {
  const integer = toBigInt(value, name);
  if (BigInt.asIntN(64, integer) !== integer) {
    throw new Fault("out_of_range", name, describe(value));
  }
  scratch.setBigInt64(0, integer, true);
}

/** Leaves an unsigned integer in `scratch`. */
function scratchUnsigned(value: bigint | string, name: string): void {
  const integer = toBigInt(value, name);
  if (BigInt.asUintN(64, integer) !== integer) {
    throw new Fault("out_of_range", name, describe(value));
  }
  scratch.setBigUint64(0, integer, true);
}

/**
 * Strings are the values of fields with `jstype = JS_STRING`. Programs without types also set others to strings and
 * numbers, which are encoded if they are exact.
 */
function toBigInt(value: bigint | string, name: string): bigint {
  if (typeof value === "bigint") {
    return value;
  }
  const isExact = typeof value === "string" ? /^-?\d+$/.test(value) : Number.isSafeInteger(value);
  if (!isExact) {
    throw wrongType(name, value);
  }
  return BigInt(value);
}

export function putInt64(w: Writer, tag: number, value: bigint | string): void {
  scratchSigned(value, "an int64");
  putTag(w, tag);
  putVarint64(w, scratch.getInt32(0, true), scratch.getInt32(4, true));
}

export function putUint64(w: Writer, tag: number, value: bigint | string): void {
  scratchUnsigned(value, "a uint64");
  putTag(w, tag);
  putVarint64(w, scratch.getInt32(0, true), scratch.getInt32(4, true));
}

export function putSint64(w: Writer, tag: number, value: bigint | string): void {
  scratchSigned(value, "an sint64");
  putTag(w, tag);
  const low = scratch.getInt32(0, true);
  const high = scratch.getInt32(4, true);
  const sign = high >> 31;
  putVarint64(w, (low << 1) ^ sign, ((high << 1) | (low >>> 31)) ^ sign);
}

export function putFixed64(w: Writer, tag: number, value: bigint | string): void {
  scratchUnsigned(value, "a fixed64");
  reserve(w, 13);
  writeTag(w, tag);
  putScratch(w);
}

export function putSfixed64(w: Writer, tag: number, value: bigint | string): void {
  scratchSigned(value, "an sfixed64");
  reserve(w, 13);
  writeTag(w, tag);
  putScratch(w);
}

function putScratch(w: Writer): void {
  w.view.setInt32(w.pos, scratch.getInt32(0, true), true);
  w.view.setInt32(w.pos + 4, scratch.getInt32(4, true), true);
  w.pos += 8;
}

function putVarint64(w: Writer, low: number, high: number): void {
  reserve(w, 10);
  const { bytes } = w;
  let { pos } = w;
  let lo = low >>> 0;
  let hi = high >>> 0;
  while (hi > 0 || lo > 127) {
    bytes[pos++] = (lo & 127) | 128;
    lo = ((lo >>> 7) | (hi << 25)) >>> 0;
    hi >>>= 7;
  }
  bytes[pos++] = lo;
  w.pos = pos;
}

/** A member of `$unknown`. */
interface UnknownField {
  readonly no: number;
  readonly wireType: number;
  readonly data: Uint8Array;
}

export function putUnknown(w: Writer, fields: readonly UnknownField[]): void {
  if (w.keepsUnknown) {
    for (const { no, wireType, data } of fields) {
      putTag(w, ((no << 3) | wireType) >>> 0);
      reserve(w, data.length);
      w.bytes.set(data, w.pos);
      w.pos += data.length;
    }
  }
}

/** Writes the JSON object that stands for a `google.protobuf.Struct`, without its tag and length. */
export function putStruct(w: Writer, value: unknown): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrongType("an object", value);
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(members)) {
    const start = beginValue(w, 10);
    try {
      putString(w, 10, key);
      putValue(w, 18, members[key]);
    } catch (error) {
      throw locate(locateKey(error, key), "fields");
    }
    endValue(w, start);
  }
}

function putValue(w: Writer, tag: number, value: unknown): void {
  const start = beginValue(w, tag);
  if (typeof value === "string") {
    putString(w, 26, value);
  } else if (typeof value === "number") {
    putDouble(w, 17, value);
  } else if (typeof value === "boolean") {
    putBool(w, 32, value);
  } else if (value === null) {
    putInt32(w, 8, 0);
  } else if (typeof value === "object") {
    const isList = Array.isArray(value);
    const inner = beginValue(w, isList ? 50 : 42);
    try {
      if (isList) {
        putValues(w, value);
      } else {
        putStruct(w, value);
      }
    } catch (error) {
      throw locate(error, isList ? "list_value" : "struct_value");
    }
    endValue(w, inner);
  } else if (value !== undefined) {
    throw wrongType("a JSON value", value);
  }
  // As in protobuf-es, a member that is undefined is a Value of no kind, which is read as null.
  endValue(w, start);
}

function putValues(w: Writer, values: readonly unknown[]): void {
  let i = 0;
  try {
    for (; i < values.length; i++) {
      putValue(w, 10, values[i]);
    }
  } catch (error) {
    throw locate(error, "values", i);
  }
}

/** Returns the value of a repeated field. */
export function listOf<T>(value: readonly T[]): readonly T[] {
  if (!Array.isArray(value)) {
    throw wrongType("an array", value);
  }
  return value;
}

/** Returns the value of a map field, or of a oneof. */
export function objectOf<T extends object>(value: T): T {
  if (typeof value !== "object" || value === null) {
    throw wrongType("an object", value);
  }
  return value;
}

/** Returns the key of a map with keys of 32 bits. */
export function numberKey(key: string): number {
  return /^-?\d+$/.test(key) ? Number(key) : Number.NaN;
}

/** Returns the key of a map with boolean keys. */
export function booleanKey(key: string): boolean {
  return key === "true" ? true : key === "false" ? false : (key as never);
}

/** Returns whether an object has a property itself, which says that a field with presence is set. */
export function hasOwn(value: object, name: string): boolean {
  return Object.hasOwn(value, name);
}

export function foreignMessage(value: unknown, typeName: string): Fault {
  const name: unknown = (value as { $typeName?: unknown } | null | undefined)?.$typeName;
  return typeof name === "string"
    ? new Fault("foreign_message", typeName, name)
    : new Fault("wrong_type", typeName, describe(value));
}

export function missingField(): Fault {
  return new Fault("missing_field", "a value, since the field is required", "none");
}

function wrongType(expected: string, value: unknown): Fault {
  return new Fault("wrong_type", expected, describe(value));
}

function noInteger(expected: string, value: unknown): Fault {
  return new Fault(Number.isInteger(value) ? "out_of_range" : "wrong_type", expected, describe(value));
}

/** Describes a value without most of its content. */
function describe(value: unknown): string {
  switch (typeof value) {
    case "number":
    case "boolean":
    case "undefined":
      return String(value);
    case "bigint":
      return `${value}n`;
    case "string":
      return JSON.stringify(value.length > 50 ? `${value.slice(0, 50)}…` : value);
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "an array" : "an object";
    default:
      return `a ${typeof value}`;
  }
}
