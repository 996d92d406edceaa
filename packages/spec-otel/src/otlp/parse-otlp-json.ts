// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescField, type DescMessage, type MessageShape, ScalarType } from "@bufbuild/protobuf";
import { base64Decode } from "@bufbuild/protobuf/wire";
import { parseJson } from "@chaukas/spec-common/json";
import { type CountElements, createElementBudget, type OtlpReadOptions } from "./element-budget.js";
import { hexToBytes } from "./hex.js";
import { OtlpError } from "./otlp-error.js";

/** A message of OTLP, and what could not be read of it. */
export interface OtlpReading<T> {
  /** The message, without the elements that are rejected. */
  readonly message: T;
  /** The spans and log records that cannot be read, each with its path. The others are in the message. */
  readonly rejected: readonly OtlpError[];
}

/** Names of the fields whose elements are counted. */
const counted: ReadonlySet<string> = new Set([
  "resource_spans",
  "scope_spans",
  "spans",
  "resource_logs",
  "scope_logs",
  "log_records",
]);
/** Names of the fields whose elements are rejected one by one. */
const separate: ReadonlySet<string> = new Set(["spans", "log_records"]);
/** Fields of bytes that OTLP/JSON writes in hex rather than in base64. */
const hexFields: ReadonlySet<string> = new Set(["trace_id", "span_id", "parent_span_id"]);
const maxDepth = 64;

/**
 * Reads a message of OTLP from JSON text by the rules of OTLP/JSON (OTLP 1.11.0, "JSON Protobuf Encoding"): ids are hex
 * in any case, enums are integers, 64-bit integers are numbers or strings, and unknown members are ignored. A number
 * with more digits than a double holds is read exactly.
 *
 * A span or a log record that cannot be read is in `rejected`, and does not keep the others out. Throws `OtlpError` if
 * anything else cannot be read.
 */
export function parseOtlpJson<Schema extends DescMessage>(
  schema: Schema,
  text: string,
  options: OtlpReadOptions = {},
): OtlpReading<MessageShape<Schema>> {
  const rejected: OtlpError[] = [];
  const place = { path: "", depth: 0, rejected, count: createElementBudget(options) };
  const message = readMessage(schema, parseText(text), place);
  return { message: message as MessageShape<Schema>, rejected };
}

/**
 * Reads a message of OTLP from a JSON value, as {@link parseOtlpJson} does from text. Throws `OtlpError`, also for a single
 * span or log record.
 */
export function fromOtlpJson<Schema extends DescMessage>(schema: Schema, json: unknown): MessageShape<Schema> {
  const rejected: OtlpError[] = [];
  const message = readMessage(schema, json, { path: "", depth: 0, rejected, count: createElementBudget({}) });
  if (rejected[0] !== undefined) {
    throw rejected[0];
  }
  return message as MessageShape<Schema>;
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly rejected: OtlpError[];
  readonly count: CountElements;
}

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const longInteger = /^-?\d{16,}$/;

function parseText(text: string): unknown {
  // A double rounds integers of 16 digits and more. As strings, which OTLP/JSON also allows, they are kept.
  const exact = /[\s:[,]-?\d{16}/.test(text)
    ? text.replace(tokens, (token) => (longInteger.test(token) ? `"${token}"` : token))
    : text;
  try {
    return parseJson(exact);
  } catch (cause) {
    throw new OtlpError("syntax", "", `expected JSON, got text that fails with "${(cause as Error).message}"`, {
      cause,
    });
  }
}

function readMessage(schema: DescMessage, json: unknown, place: Place): MessageShape<DescMessage> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new OtlpError("wrong_type", place.path, `expected an object, got ${describe(json)}`);
  }
  if (place.depth > maxDepth) {
    throw new OtlpError("too_deep", place.path, `expected at most ${maxDepth} nested messages, got more`);
  }
  const message = create(schema) as unknown as Record<string, unknown>;
  for (const field of schema.fields) {
    const value = Object.hasOwn(json, field.jsonName) ? (json as Record<string, unknown>)[field.jsonName] : undefined;
    if (value === undefined || value === null) {
      continue;
    }
    const path = place.path === "" ? field.jsonName : `${place.path}.${field.jsonName}`;
    const read = readField(field, value, { ...place, path, depth: place.depth + 1 });
    if (field.oneof === undefined) {
      message[field.localName] = read;
    } else {
      const group = message[field.oneof.localName] as { case?: string | undefined };
      if (group.case !== undefined) {
        throw new OtlpError("bad_value", path, `expected one member of ${field.oneof.name}, got another beside it`);
      }
      message[field.oneof.localName] = { case: field.localName, value: read };
    }
  }
  return message as unknown as MessageShape<DescMessage>;
}

function readField(field: DescField, value: unknown, place: Place): unknown {
  if (field.fieldKind !== "list") {
    return readSingle(field, value, place);
  }
  if (!Array.isArray(value)) {
    throw new OtlpError("wrong_type", place.path, `expected an array, got ${describe(value)}`);
  }
  if (counted.has(field.name)) {
    place.count(value.length, place.path);
  }
  const list: unknown[] = [];
  for (const [index, element] of value.entries()) {
    try {
      list.push(readSingle(field, element, { ...place, path: `${place.path}[${index}]` }));
    } catch (error) {
      if (!(error instanceof OtlpError) || !separate.has(field.name)) {
        throw error;
      }
      place.rejected.push(error);
    }
  }
  return list;
}

function readSingle(field: DescField, value: unknown, place: Place): unknown {
  if (field.message !== undefined) {
    return readMessage(field.message, value, place);
  }
  if (field.enum !== undefined) {
    return readInteger(value, place.path, -(2 ** 31), 2 ** 31 - 1, false);
  }
  return readScalar(field, value, place.path);
}

function readScalar(field: DescField, value: unknown, path: string): unknown {
  switch (field.scalar) {
    case ScalarType.STRING:
      return readString(value, path);
    case ScalarType.BOOL:
      if (typeof value !== "boolean") {
        throw new OtlpError("wrong_type", path, `expected true or false, got ${describe(value)}`);
      }
      return value;
    case ScalarType.BYTES:
      return hexFields.has(field.name) ? readHex(value, path) : readBase64(value, path);
    case ScalarType.DOUBLE:
      return readDouble(value, path);
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
      return readInteger(value, path, -(2 ** 31), 2 ** 31 - 1, true);
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return readInteger(value, path, 0, 2 ** 32 - 1, true);
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return readBigint(value, path, 0n, 2n ** 64n - 1n);
    default:
      return readBigint(value, path, -(2n ** 63n), 2n ** 63n - 1n);
  }
}

function readString(value: unknown, path: string): string {
  if (typeof value !== "string") {
    throw new OtlpError("wrong_type", path, `expected a string, got ${describe(value)}`);
  }
  // Half of a surrogate pair, which an escape can put into JSON text.
  if (/\p{Surrogate}/u.test(value)) {
    throw new OtlpError("bad_value", path, `expected well-formed Unicode, got ${describe(value)}`);
  }
  return value;
}

function readHex(value: unknown, path: string): Uint8Array {
  const bytes = typeof value === "string" ? hexToBytes(value) : undefined;
  if (bytes === undefined) {
    throw new OtlpError("bad_value", path, `expected hex digits, got ${describe(value)}`);
  }
  return bytes;
}

function readBase64(value: unknown, path: string): Uint8Array {
  try {
    return base64Decode(readString(value, path));
  } catch (cause) {
    throw cause instanceof OtlpError
      ? cause
      : new OtlpError("bad_value", path, `expected base64, got ${describe(value)}`, { cause });
  }
}

const numberText = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function readDouble(value: unknown, path: string): number {
  if (typeof value === "string" && (numberText.test(value) || /^(?:NaN|-?Infinity)$/.test(value))) {
    return Number(value);
  }
  if (typeof value !== "number") {
    throw new OtlpError("wrong_type", path, `expected a number, got ${describe(value)}`);
  }
  return value;
}

function readInteger(value: unknown, path: string, min: number, max: number, allowText: boolean): number {
  const number = allowText && typeof value === "string" && numberText.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) {
    throw new OtlpError("wrong_type", path, `expected an integer, got ${describe(value)}`);
  }
  if (number < min || number > max) {
    throw new OtlpError("out_of_range", path, `expected an integer from ${min} to ${max}, got ${number}`);
  }
  return number + 0;
}

function readBigint(value: unknown, path: string, min: bigint, max: bigint): bigint {
  const integer = toBigint(value);
  if (integer === undefined) {
    throw new OtlpError("wrong_type", path, `expected an integer, as a number or a string, got ${describe(value)}`);
  }
  if (integer < min || integer > max) {
    throw new OtlpError("out_of_range", path, `expected an integer from ${min} to ${max}, got ${integer}`);
  }
  return integer;
}

function toBigint(value: unknown): bigint | undefined {
  if (typeof value === "string" && /^-?\d{1,40}$/.test(value)) {
    return BigInt(value);
  }
  const number = typeof value === "string" && numberText.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? BigInt(number) : undefined;
}

function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 64 ? `${text.slice(0, 60)}…` : text;
}
