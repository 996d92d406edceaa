// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, type DescOneof, ScalarType } from "@bufbuild/protobuf";

/** Why a value cannot be sent as a message without changing it. */
export interface EventFault {
  /** Place of the value as a JSON Pointer (RFC 6901) by the names of the proto, such as `/tool_call/name`. */
  readonly field: string;
  /** What was expected there and what was found. */
  readonly message: string;
}

/**
 * Returns the first value in a message, or in the object to create one from, that its type in TypeScript does not
 * allow. The library that encodes messages would drop or change most of them in silence, and fail for others with an
 * error that does not name the place. A member that is undefined or null is absent.
 *
 * @internal
 */
export function findEventFault(desc: DescMessage, value: unknown, at = ""): EventFault | undefined {
  if (!isInit(value) || (typeof value["$typeName"] === "string" && value["$typeName"] !== desc.typeName)) {
    return fault(at, `an object for ${desc.name}`, value);
  }
  const names = new Set<string>();
  for (const member of desc.members) {
    const memberValue = value[member.localName];
    names.add(member.localName);
    if (memberValue === undefined || memberValue === null) {
      // Absent where a message is created. In one that exists, only some fields may be undefined, and none null.
      const mayBeAbsent = member.kind === "field" && memberValue === undefined && !isNeverAbsent(member);
      if (value["$typeName"] === undefined || mayBeAbsent) {
        continue;
      }
    }
    const found =
      member.kind === "field"
        ? findFieldFault(member, memberValue, `${at}/${member.name}`)
        : findChoiceFault(member, memberValue, at);
    if (found !== undefined) {
      return found;
    }
  }
  const unknown = Object.keys(value).find((key) => !names.has(key) && !key.startsWith("$") && value[key] !== undefined);
  return unknown === undefined
    ? undefined
    : { field: `${at}/${escapeKey(unknown)}`, message: `expected a member of ${desc.name}, found ${quote(unknown)}` };
}

// FeatureSet_FieldPresence.IMPLICIT, without importing its module into bundles.
const implicit = 2;

function isNeverAbsent({ fieldKind, presence }: DescField): boolean {
  return fieldKind === "list" || fieldKind === "map" || presence === implicit;
}

function findChoiceFault({ fields, localName }: DescOneof, value: unknown, at: string) {
  if (value === undefined || value === null) {
    return fault(`${at}/${localName}`, "an object with a case", value);
  }
  const { case: choice, value: chosen }: { case?: unknown; value?: unknown } = isObject(value)
    ? value
    : { case: value };
  if (choice === undefined || choice === null) {
    return undefined;
  }
  const field = fields.find(({ localName }) => localName === choice);
  return field === undefined
    ? fault(`${at}/${localName}`, `one of the cases ${fields.map(({ localName }) => localName).join(", ")}`, choice)
    : findFieldFault(field, chosen, `${at}/${field.name}`);
}

function findFieldFault(field: DescField, value: unknown, at: string): EventFault | undefined {
  switch (field.fieldKind) {
    case "list":
      return Array.isArray(value)
        ? findFirst(value.keys(), (index) => findElementFault(field, value[index], `${at}/${index}`))
        : fault(at, "an array", value);
    case "map":
      return isPlainObject(value)
        ? findFirst(
            Object.keys(value),
            (key) =>
              findTextFault(key, `${at}/${escapeKey(key)}`) ??
              findElementFault(field, value[key], `${at}/${escapeKey(key)}`),
          )
        : fault(at, "an object", value);
    default:
      return findElementFault(field, value, at);
  }
}

function findElementFault(field: DescField, value: unknown, at: string): EventFault | undefined {
  if (field.message !== undefined) {
    const isStruct = field.message.typeName === "google.protobuf.Struct";
    if (!isStruct) {
      return findEventFault(field.message, value, at);
    }
    return isPlainObject(value)
      ? findJsonFault(value, at, 0)
      : fault(at, "a JSON object, as returned by toStruct", value);
  }
  if (field.scalar === ScalarType.STRING) {
    return findTextFault(value, at);
  }
  const expected = expectedScalar(field.scalar ?? ScalarType.INT32, value);
  return expected === undefined ? undefined : fault(at, expected, value);
}

/** Returns what was expected instead of a value, or undefined if the type allows the value. */
function expectedScalar(type: ScalarType, value: unknown): string | undefined {
  switch (type) {
    case ScalarType.BOOL:
      return typeof value === "boolean" ? undefined : "true or false";
    case ScalarType.BYTES:
      return value instanceof Uint8Array ? undefined : "a Uint8Array";
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return typeof value === "number" ? undefined : "a number";
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
      return value === (value as number) >> 0 ? undefined : "an integer of 32 bits";
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return value === (value as number) >>> 0 ? undefined : "an unsigned integer of 32 bits";
    default:
      return is64Bit(type, value) ? undefined : "a bigint of 64 bits";
  }
}

/** Numbers and digits are not what the types say, but are encoded exactly. */
function is64Bit(type: ScalarType, value: unknown): boolean {
  if (typeof value !== "bigint" && !Number.isSafeInteger(value) && !/^-?\d{1,20}$/.test(String(value))) {
    return false;
  }
  const long = BigInt(value as bigint);
  const isUnsigned = type === ScalarType.UINT64 || type === ScalarType.FIXED64;
  return long === (isUnsigned ? BigInt.asUintN(64, long) : BigInt.asIntN(64, long));
}

function findJsonFault(value: unknown, at: string, depth: number): EventFault | undefined {
  if (depth > 100) {
    return { field: at, message: "expected at most 100 nested objects and arrays, found more" };
  }
  if (Array.isArray(value)) {
    return findFirst(value.keys(), (index) => findJsonFault(value[index], `${at}/${index}`, depth + 1));
  }
  if (isPlainObject(value)) {
    return findFirst(Object.keys(value), (key) => {
      const member = `${at}/${escapeKey(key)}`;
      return findTextFault(key, member) ?? findJsonFault(value[key], member, depth + 1);
    });
  }
  if (typeof value === "string") {
    return findTextFault(value, at);
  }
  const isJson = value === null || typeof value === "boolean" || typeof value === "number";
  return isJson ? undefined : fault(at, "a JSON value, as returned by toStruct", value);
}

function findTextFault(value: unknown, at: string): EventFault | undefined {
  if (typeof value !== "string") {
    return fault(at, "a string", value);
  }
  return isWellFormed(value) ? undefined : fault(at, "surrogates only in pairs", value);
}

function findFirst<T>(items: Iterable<T>, find: (item: T) => EventFault | undefined): EventFault | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Whether a message can be created from a value. Not from a Date or an Error, whose content is not in members. */
function isInit(value: unknown): value is Record<string, unknown> {
  return isObject(value) && Object.prototype.toString.call(value) === "[object Object]";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Not a date, a map or the like, which would be sent as an empty object. From any realm. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

// With the flag u, a pair of surrogates is one character, which is not in the range.
const loneSurrogates = /[\ud800-\udfff]/gu;

/**
 * Returns whether UTF-8 can represent a string. Engines of 2022 lack the method of the same name.
 *
 * @internal
 */
export function isWellFormed(text: string): boolean {
  const { isWellFormed: native } = text as { isWellFormed?: () => boolean };
  return native === undefined ? text.search(loneSurrogates) < 0 : native.call(text);
}

function fault(field: string, expected: string, found: unknown): EventFault {
  return { field, message: `expected ${expected}, found ${describe(found)}` };
}

function describe(value: unknown): string {
  if (typeof value === "string") {
    return quote(value);
  }
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    return String(value);
  }
  if (typeof value !== "object" || value === null) {
    return value === null ? "null" : typeof value;
  }
  const type = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return type === "Array" ? "an array" : type === "Object" ? "an object" : `an object of type ${type}`;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60).replace(/[\ud800-\udbff]$/, "")}…` : text);
}

/** Escapes a key as in RFC 6901, section 3, in a form that UTF-8 can represent. */
function escapeKey(key: string): string {
  return key.replace(/~/g, "~0").replace(/\//g, "~1").replace(loneSurrogates, "\ufffd");
}
