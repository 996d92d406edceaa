// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { JsonCodecError, type JsonCodecErrorCode } from "./json-codec-error.js";

const maxLength = 60;

/**
 * A value that cannot be read or written, as thrown by the code that meets it. That code does not know where in the
 * document it is, so every object and list around it adds its key on the way out.
 *
 * @internal
 */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: JsonCodecErrorCode;
  readonly expected: string;
  readonly found: string;
  /** Keys that lead to the value, the innermost first. */
  readonly keys: (string | number)[] = [];

  constructor(code: JsonCodecErrorCode, expected: string, found: string) {
    super(`expected ${expected}, found ${found}`);
    this.code = code;
    this.expected = expected;
    this.found = found;
  }
}

/** Adds a key to the place of a fault and returns the fault. Other errors are returned as they are. */
export function withKey(error: unknown, key: string | number): unknown {
  if (error instanceof Fault) {
    error.keys.push(key);
  }
  return error;
}

/** Turns a fault into the error that callers see. Other errors are returned as they are. */
export function toJsonCodecError(error: unknown, subject: string): unknown {
  return error instanceof Fault
    ? new JsonCodecError(error.code, toPointer(error.keys), error.expected, error.found, subject)
    : error;
}

function toPointer(keys: readonly (string | number)[]): string {
  return keys.reduceRight<string>((pointer, key) => `${pointer}/${escapeKey(String(key))}`, "");
}

/** A key as RFC 6901 has it, and with lone surrogates replaced, so that errors can be sent on. */
function escapeKey(key: string): string {
  return key
    .replaceAll("~", "~0")
    .replaceAll("/", "~1")
    .replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Describes a value for an error: scalars as JSON, shortened, and of everything else only the type. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "boolean":
    case "bigint":
      return shorten(String(value));
    case "object":
      return value === null ? "null" : describeObject(value);
    default:
      return typeof value;
  }
}

/** Shortens a text for an error to about 60 characters. */
export function shorten(text: string): string {
  return text.length <= maxLength ? text : `${cut(text)}…`;
}

function quote(text: string): string {
  const quoted = JSON.stringify(text.length <= maxLength ? text : cut(text));
  return text.length <= maxLength && quoted.length <= maxLength + 2 ? quoted : `${cut(quoted)}…"`;
}

/** The beginning of a text. No pair of surrogates is torn apart, since half of one would show up as an escape. */
function cut(text: string): string {
  return text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, "");
}

function describeObject(value: object): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? "an empty array" : `an array of ${value.length}`;
  }
  if ("$typeName" in value && typeof value.$typeName === "string") {
    return `a message of type ${value.$typeName}`;
  }
  const type = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return type === "Object" ? "an object" : `an object of type ${type}`;
}
