// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Fault, type FieldNames, locate, locateKey } from "./error.js";

/** Options of the functions that decode, as of `fromBinary` of protobuf-es. */
export interface DecodeOptions {
  /** Whether fields that the proto does not have are kept in `$unknown`. Default: true. */
  readonly readUnknownFields?: boolean;
  /** How many messages may be nested, with the outermost and the entries of maps. Default: 100. */
  readonly recursionLimit?: number;
  /** Counters to which a call adds what it met. */
  readonly counters?: DecodeCounters;
}

/** What a call met, for callers that report it. */
export interface DecodeCounters {
  /** Number of fields that the proto does not have, on all levels, whether or not they are kept. */
  unknownFields: number;
}

/** A member of `$unknown`. */
export interface UnknownField {
  readonly no: number;
  readonly wireType: number;
  readonly data: Uint8Array;
}

/** Bytes that are read from front to back. */
export interface Reader {
  bytes: Uint8Array;
  pos: number;
  /** How many more messages may be nested. */
  depth: number;
  keepsUnknown: boolean;
  unknownFields: number;
  /** Case of the `google.protobuf.Value` that was read last. */
  valueCase: number;
  /** Text of the bytes from `chunkStart` to `chunkEnd`. */
  chunk: string;
  chunkStart: number;
  chunkEnd: number;
  /** The halves of a 64-bit integer that was read last. */
  low: number;
  high: number;
}

/** Returns a reader of bytes. */
export function openReader(bytes: Uint8Array, options: DecodeOptions | undefined): Reader {
  return {
    bytes,
    pos: 0,
    depth: options?.recursionLimit ?? 100,
    keepsUnknown: options?.readUnknownFields ?? true,
    unknownFields: 0,
    valueCase: 0,
    chunk: "",
    chunkStart: 0,
    chunkEnd: 0,
    low: 0,
    high: 0,
  };
}

/** Adds what a reader met to the counters of the call. */
export function closeReader(r: Reader, options: DecodeOptions | undefined): void {
  if (options?.counters !== undefined) {
    options.counters.unknownFields += r.unknownFields;
  }
}

/** Enters a message, or an entry of a map, which is one in bytes. The caller adds one to `depth` when it leaves. */
export function enter(r: Reader): void {
  if (--r.depth < 0) {
    throw new Fault("too_deep", "fewer nested messages", "one more than the limit", r.pos, true);
  }
}

function truncated(r: Reader, expected: string): Fault {
  return new Fault("truncated", expected, "the end of its message", r.pos);
}

/** Reads a tag before `end`. Tags of one byte are checked where no field has them. */
export function takeTag(r: Reader, end: number): number {
  const byte = r.bytes[r.pos] as number;
  if (byte < 128) {
    r.pos++;
    return byte;
  }
  return takeLongTag(r, end);
}

function takeLongTag(r: Reader, end: number): number {
  const { bytes, pos } = r;
  const first = bytes[pos] as number;
  if (pos + 1 < end) {
    const second = bytes[pos + 1] as number;
    if (second < 128) {
      r.pos = pos + 2;
      return (first & 127) | (second << 7);
    }
  }
  const tag = takeVarint32(r, end, "a tag");
  if (tag === undefined) {
    throw new Fault("bad_tag", "a field number of at most 536870911", "a larger one", pos, true);
  }
  return tag;
}

/** Reads a varint of at most five bytes and 32 bits. Undefined if it is longer. */
function takeVarint32(r: Reader, end: number, expected: string): number | undefined {
  const { bytes, pos: start } = r;
  let value = 0;
  for (let i = 0; i < 5; i++) {
    if (start + i >= end) {
      const fault = truncated(r, expected);
      fault.isOwn = expected === "a tag";
      throw fault;
    }
    const byte = bytes[start + i] as number;
    if (byte < 128) {
      r.pos = start + i + 1;
      return i === 4 && byte > 15 ? undefined : (value | (byte << (7 * i))) >>> 0;
    }
    value |= (byte & 127) << (7 * i);
  }
  return undefined;
}

/** Reads a length before `end`, and returns the position of the end of the value, which is not behind `end`. */
export function takeEnd(r: Reader, end: number): number {
  const start = r.pos;
  let length: number | undefined;
  const byte = start < end ? (r.bytes[start] as number) : 128;
  if (byte < 128) {
    length = byte;
    r.pos = start + 1;
  } else {
    length = takeVarint32(r, end, "a length");
    if (length === undefined || length > 0x7fffffff) {
      throw new Fault("bad_length", "a length below 2^31", "a larger one", start);
    }
  }
  const stop = r.pos + length;
  if (stop > end) {
    throw new Fault("truncated", `${length} bytes`, `${end - r.pos} until the end of its message`, start);
  }
  return stop;
}

/** Reads a varint of at most ten bytes and 64 bits into `low` and `high`. */
function takeVarint64(r: Reader, end: number): void {
  const { bytes, pos: start } = r;
  let low = 0;
  let high = 0;
  for (let i = 0; i < 10; i++) {
    if (start + i >= end) {
      throw truncated(r, "a varint");
    }
    const byte = bytes[start + i] as number;
    const bits = byte & 127;
    if (i < 4) {
      low |= bits << (7 * i);
    } else if (i === 4) {
      low |= bits << 28;
      high = bits >> 4;
    } else {
      high |= bits << (7 * i - 32);
    }
    if (byte < 128) {
      if (i === 9 && byte > 1) {
        throw new Fault("bad_varint", "a varint of at most 64 bits", "more", start);
      }
      r.pos = start + i + 1;
      r.low = low;
      r.high = high;
      return;
    }
  }
  throw new Fault("bad_varint", "a varint of at most ten bytes", "more", start);
}

export function takeInt32(r: Reader, end: number): number {
  const { bytes, pos } = r;
  if (pos + 1 < end) {
    const first = bytes[pos] as number;
    if (first < 128) {
      r.pos = pos + 1;
      return first;
    }
    const second = bytes[pos + 1] as number;
    if (second < 128) {
      r.pos = pos + 2;
      return (first & 127) | (second << 7);
    }
  }
  takeVarint64(r, end);
  return r.low;
}

export function takeUint32(r: Reader, end: number): number {
  return takeInt32(r, end) >>> 0;
}

export function takeSint32(r: Reader, end: number): number {
  const value = takeInt32(r, end);
  return (value >>> 1) ^ -(value & 1);
}

export function takeBool(r: Reader, end: number): boolean {
  takeVarint64(r, end);
  return r.low !== 0 || r.high !== 0;
}

export function takeInt64(r: Reader, end: number): bigint {
  takeVarint64(r, end);
  return toSigned(r.low, r.high);
}

export function takeUint64(r: Reader, end: number): bigint {
  takeVarint64(r, end);
  return toUnsigned(r.low, r.high);
}

export function takeSint64(r: Reader, end: number): bigint {
  takeVarint64(r, end);
  const sign = -(r.low & 1);
  return toSigned(((r.low >>> 1) | (r.high << 31)) ^ sign, (r.high >>> 1) ^ sign);
}

function toSigned(low: number, high: number): bigint {
  // A double represents these exactly, which is faster than arithmetic with two bigints.
  return high >= -0x200000 && high < 0x200000
    ? BigInt(high * 0x100000000 + (low >>> 0))
    : (BigInt(high) << 32n) | BigInt(low >>> 0);
}

function toUnsigned(low: number, high: number): bigint {
  return high >= 0 && high < 0x200000
    ? BigInt(high * 0x100000000 + (low >>> 0))
    : (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** Moves behind a value of a fixed size, and returns its position. */
function takeFixed(r: Reader, end: number, size: number): number {
  const { pos } = r;
  if (pos + size > end) {
    throw truncated(r, `${size} bytes`);
  }
  r.pos = pos + size;
  return pos;
}

const scratch = /*@__PURE__*/ new DataView(/*@__PURE__*/ new ArrayBuffer(8));

/** Leaves four bytes in `scratch`. */
function scratch32(r: Reader, end: number): void {
  scratch.setInt32(0, littleEndian(r.bytes, takeFixed(r, end, 4)), true);
}

/** Leaves eight bytes in `scratch`. */
function scratch64(r: Reader, end: number): void {
  const pos = takeFixed(r, end, 8);
  scratch.setInt32(0, littleEndian(r.bytes, pos), true);
  scratch.setInt32(4, littleEndian(r.bytes, pos + 4), true);
}

function littleEndian(bytes: Uint8Array, pos: number): number {
  return (
    (bytes[pos] as number) |
    ((bytes[pos + 1] as number) << 8) |
    ((bytes[pos + 2] as number) << 16) |
    ((bytes[pos + 3] as number) << 24)
  );
}

export function takeFixed32(r: Reader, end: number): number {
  return littleEndian(r.bytes, takeFixed(r, end, 4)) >>> 0;
}

export function takeSfixed32(r: Reader, end: number): number {
  return littleEndian(r.bytes, takeFixed(r, end, 4));
}

export function takeFixed64(r: Reader, end: number): bigint {
  scratch64(r, end);
  return scratch.getBigUint64(0, true);
}

export function takeSfixed64(r: Reader, end: number): bigint {
  scratch64(r, end);
  return scratch.getBigInt64(0, true);
}

export function takeFloat(r: Reader, end: number): number {
  scratch32(r, end);
  return scratch.getFloat32(0, true);
}

export function takeDouble(r: Reader, end: number): number {
  scratch64(r, end);
  return scratch.getFloat64(0, true);
}

export function takeBytes(r: Reader, end: number): Uint8Array {
  const stop = takeEnd(r, end);
  const value = r.bytes.subarray(r.pos, stop);
  r.pos = stop;
  return value;
}

interface Decoder {
  decode(bytes: Uint8Array): string;
}

let strictDecoder: Decoder | undefined;
let looseDecoder: Decoder | undefined;

/** Creates a decoder that keeps a byte order mark. Its type is not among those of ECMAScript, as that of all globals. */
function createDecoder(fatal: boolean): Decoder {
  const globals = globalThis as unknown as {
    TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => Decoder;
  };
  return new globals.TextDecoder("utf-8", { fatal, ignoreBOM: true });
}

/** Reads a string, which must be UTF-8. */
export function takeString(r: Reader, end: number): string {
  const stop = takeEnd(r, end);
  const start = r.pos;
  r.pos = stop;
  return readAscii(r, start, stop) ?? readUtf8(r, start, stop);
}

/** Reads a string of a field whose proto does not ask for UTF-8. What is not UTF-8 becomes U+FFFD. */
export function takeLooseString(r: Reader, end: number): string {
  looseDecoder ??= createDecoder(false);
  return looseDecoder.decode(takeBytes(r, end));
}

/** Returns the characters of a text of ASCII, otherwise undefined. */
function readAscii(r: Reader, start: number, end: number): string | undefined {
  const { bytes } = r;
  let bits = 0;
  for (let i = start; i < end; i++) {
    bits |= bytes[i] as number;
  }
  if (bits > 127) {
    return undefined;
  }
  if (start < r.chunkStart || end > r.chunkEnd) {
    r.chunkStart = start;
    r.chunkEnd = Math.min(bytes.length, Math.max(end, start + chunkBytes));
    readChunk ??= findChunkReader();
    r.chunk = readChunk(bytes, r.chunkStart, r.chunkEnd);
  }
  return r.chunk.substring(start - r.chunkStart, end - r.chunkStart);
}

/**
 * Number of bytes that become one string, of which texts are parts: one call for a dozen of texts is faster than a dozen
 * of calls. Engines let parts share the memory of the whole, so a text that is kept may keep so many bytes.
 */
const chunkBytes = 512;

type ChunkReader = (bytes: Uint8Array, start: number, end: number) => string;
let readChunk: ChunkReader | undefined;

/** Returns the fastest function that turns each byte into one character, of which only those of ASCII matter. */
function findChunkReader(): ChunkReader {
  const globals = globalThis as unknown as {
    Buffer?: { prototype: { latin1Slice?: (this: Uint8Array, start: number, end: number) => string } };
    TextDecoder: new (label: string) => Decoder;
  };
  const probe = Uint8Array.of(65, 128, 66, 255, 67);
  const slice = globals.Buffer?.prototype.latin1Slice;
  const candidates: (() => ChunkReader)[] = [
    () => (bytes, start, end) => (slice as NonNullable<typeof slice>).call(bytes, start, end),
    () => {
      const decoder = new globals.TextDecoder("latin1");
      return (bytes, start, end) => decoder.decode(bytes.subarray(start, end));
    },
  ];
  for (const create of candidates) {
    try {
      const read = create();
      if (/^.B.C$/s.test(read(probe, 1, 5))) {
        return read;
      }
    } catch {
      // This engine does not have it.
    }
  }
  return readCharacters;
}

function readCharacters(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 4096)));
  }
  return text;
}

function readUtf8(r: Reader, start: number, end: number): string {
  strictDecoder ??= createDecoder(true);
  try {
    return strictDecoder.decode(r.bytes.subarray(start, end));
  } catch {
    throw new Fault("bad_utf8", "UTF-8", "bytes that are not", start);
  }
}

/**
 * Reads a value that no case of a message has. Returns the unknown fields of the message, with this one.
 * Refuses tags that cannot be, and known fields with another wire type.
 */
export function takeUnknown(
  r: Reader,
  end: number,
  tag: number,
  names: FieldNames,
  fields: UnknownField[] | undefined,
): UnknownField[] | undefined {
  const no = tag >>> 3;
  const wireType = tag & 7;
  const start = r.pos;
  const known = names[no];
  checkTag(r, tag);
  if (known !== undefined) {
    const types = (/^\d+/.exec(known) as RegExpExecArray)[0].split("");
    throw new Fault("wrong_wire_type", `wire type ${types.join(" or ")}`, String(wireType), start);
  }
  skip(r, end, tag, r.depth);
  r.unknownFields++;
  if (!r.keepsUnknown) {
    return fields;
  }
  const field = { no, wireType, data: r.bytes.subarray(start, r.pos) };
  if (fields === undefined) {
    return [field];
  }
  fields.push(field);
  return fields;
}

/** Keeps a number that an enum does not have, which is closed, as a field that the proto does not have. */
export function keepNumber(
  r: Reader,
  tag: number,
  value: number,
  fields: UnknownField[] | undefined,
): UnknownField[] | undefined {
  r.unknownFields++;
  if (!r.keepsUnknown) {
    return fields;
  }
  const data: number[] = [];
  let low = value >>> 0;
  let high = value < 0 ? 0xffffffff : 0;
  while (high > 0 || low > 127) {
    data.push((low & 127) | 128);
    low = ((low >>> 7) | (high << 25)) >>> 0;
    high >>>= 7;
  }
  data.push(low);
  const field = { no: tag >>> 3, wireType: tag & 7, data: new Uint8Array(data) };
  if (fields === undefined) {
    return [field];
  }
  fields.push(field);
  return fields;
}

function checkTag(r: Reader, tag: number): void {
  if (tag >>> 3 === 0) {
    throw new Fault("bad_tag", "a field number from 1", "0", r.pos, true);
  }
  if ((tag & 7) > 5) {
    throw new Fault("bad_tag", "a wire type from 0 to 5", String(tag & 7), r.pos, true);
  }
  if ((tag & 7) === 4) {
    throw new Fault("bad_group", "a group that ends", `the end of group ${tag >>> 3} alone`, r.pos, true);
  }
}

/** Moves behind a value whose tag was read. */
function skip(r: Reader, end: number, tag: number, depth: number): void {
  switch (tag & 7) {
    case 0:
      takeVarint64(r, end);
      break;
    case 1:
      takeFixed(r, end, 8);
      break;
    case 2:
      r.pos = takeEnd(r, end);
      break;
    case 3:
      skipGroup(r, end, tag, depth);
      break;
    default:
      takeFixed(r, end, 4);
  }
}

/** Moves behind a group, and returns the position of its end tag. */
function skipGroup(r: Reader, end: number, tag: number, depth: number): number {
  if (depth <= 0) {
    throw new Fault("too_deep", "fewer nested groups", "one more than the limit", r.pos);
  }
  const start = r.pos;
  while (r.pos < end) {
    const pos = r.pos;
    const inner = takeTag(r, end);
    if (inner === tag + 1) {
      return pos;
    }
    checkTag(r, inner);
    skip(r, end, inner, depth - 1);
  }
  throw new Fault("bad_group", `the end of group ${tag >>> 3}`, "the end of its message", start);
}

/** Returns the position of the tag that ends a group, whose start tag was read, without moving. */
export function findGroupEnd(r: Reader, end: number, tag: number): number {
  const start = r.pos;
  const stop = skipGroup(r, end, tag, r.depth);
  r.pos = start;
  return stop;
}

/** Moves behind a field of the entry of a map that is neither its key nor its value. */
export function skipEntryField(r: Reader, end: number, tag: number, keyType: number, valueType: number): void {
  checkTag(r, tag);
  const no = tag >>> 3;
  if (no === 1 || no === 2) {
    const expected = no === 1 ? keyType : valueType;
    throw new Fault("wrong_wire_type", `wire type ${expected}`, String(tag & 7), r.pos);
  }
  skip(r, end, tag, r.depth);
  r.unknownFields++;
}

/** Returns whether an object has a property itself, which says that a field with presence is set. */
export function hasOwn(value: object, name: string): boolean {
  return Object.hasOwn(value, name);
}

/** Sets a property, also one whose name is `__proto__`. */
export function setOwn<T>(target: Record<string | number, T>, key: string | number, value: T): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}

type JsonValue = number | string | boolean | null | JsonObject | JsonValue[];
type JsonObject = { [key: string]: JsonValue };

/** Reads a `google.protobuf.Struct` as the JSON object that stands for it, into the one that was read before. */
export function takeStruct(r: Reader, end: number, into: JsonObject = {}): JsonObject {
  enter(r);
  let tag = 0;
  try {
    while (r.pos < end) {
      tag = takeTag(r, end);
      if (tag === 10) {
        takeStructEntry(r, takeEnd(r, end), into);
      } else {
        takeUnknown(r, end, tag, structNames, undefined);
      }
    }
  } catch (error) {
    throw locate(error, structNames[tag >>> 3]);
  }
  r.depth++;
  return into;
}

const structNames: FieldNames = { 1: "2fields" };

function takeStructEntry(r: Reader, end: number, into: JsonObject): void {
  enter(r);
  let key = "";
  let value: JsonValue = null;
  let valueCase = 0;
  let tag = 0;
  try {
    while (r.pos < end) {
      tag = takeTag(r, end);
      if (tag === 10) {
        key = takeString(r, end);
      } else if (tag === 18) {
        value = takeValue(r, takeEnd(r, end), valueCase, value);
        valueCase = r.valueCase;
      } else {
        skipEntryField(r, end, tag, 2, 2);
      }
    }
  } catch (error) {
    throw tag === 18 ? locateKey(error, key) : locate(error, undefined);
  }
  r.depth++;
  setOwn(into, key, value);
}

const valueNames: FieldNames = {
  1: "0null_value",
  2: "1number_value",
  3: "2string_value",
  4: "0bool_value",
  5: "2struct_value",
  6: "2list_value",
};

/** Reads a `google.protobuf.Value` as JSON. What was read of it before is needed only if it comes in parts. */
function takeValue(r: Reader, end: number, beforeCase: number, before: JsonValue): JsonValue {
  enter(r);
  let value = before;
  let valueCase = beforeCase;
  let tag = 0;
  try {
    while (r.pos < end) {
      tag = takeTag(r, end);
      switch (tag) {
        case 8:
          takeInt32(r, end);
          value = null;
          break;
        case 17:
          value = takeDouble(r, end);
          break;
        case 26:
          value = takeString(r, end);
          break;
        case 32:
          value = takeBool(r, end);
          break;
        case 42:
          value = takeStruct(r, takeEnd(r, end), valueCase === 42 ? (value as JsonObject) : undefined);
          break;
        case 50:
          value = takeListValue(r, takeEnd(r, end), valueCase === 50 ? (value as JsonValue[]) : undefined);
          break;
        default:
          takeUnknown(r, end, tag, valueNames, undefined);
          continue;
      }
      valueCase = tag;
    }
  } catch (error) {
    // The names of the other kinds say no more than the path without them.
    throw locate(error, tag === 42 || tag === 50 ? valueNames[tag >>> 3] : undefined);
  }
  r.depth++;
  r.valueCase = valueCase;
  return value;
}

function takeListValue(r: Reader, end: number, into: JsonValue[] = []): JsonValue[] {
  enter(r);
  let tag = 0;
  try {
    while (r.pos < end) {
      tag = takeTag(r, end);
      if (tag === 10) {
        into.push(takeValue(r, takeEnd(r, end), 0, null));
      } else {
        takeUnknown(r, end, tag, listNames, undefined);
      }
    }
  } catch (error) {
    throw locate(error, listNames[tag >>> 3], into.length);
  }
  r.depth++;
  return into;
}

const listNames: FieldNames = { 1: "2values" };
