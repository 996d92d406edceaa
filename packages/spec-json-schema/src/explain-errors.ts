// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ValidationError } from "./validator.js";

/** An error as reported by compiled code. */
export interface CompiledError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A function compiled from a schema. */
export interface CompiledCheck {
  (value: unknown): boolean;
  errors?: readonly CompiledError[] | null;
}

/**
 * Keyword of the errors for values that no schema describes, because JSON text cannot contain them.
 *
 * @internal
 */
export const unwritable = "json";

const maxFoundLength = 60;

/**
 * Converts the errors of compiled code to errors with messages.
 *
 * @internal
 */
export function explainErrors(errors: readonly CompiledError[], value: unknown): ValidationError[] {
  // An `if` error only means that `then` failed, which has its own errors.
  return errors.filter(({ keyword }) => keyword !== "if").map((error) => explain(error, value));
}

function explain({ instancePath, keyword, params }: CompiledError, value: unknown): ValidationError {
  const member = params["missingProperty"] ?? params["additionalProperty"];
  const pointer = member === undefined ? instancePath : `${instancePath}/${escapeToken(String(member))}`;
  const expected = expectation(keyword, params);
  const found = keyword === "required" ? "nothing" : describe(resolve(value, pointer));
  return { pointer, keyword, expected, found, message: `${pointer}: expected ${expected}, found ${found}` };
}

function expectation(keyword: string, params: Readonly<Record<string, unknown>>): string {
  const { limit } = params;
  switch (keyword) {
    case "type":
      return Array.isArray(params["type"]) ? params["type"].join(" or ") : String(params["type"]);
    case "required":
      return "this member";
    case "additionalProperties":
      return "no such member";
    case "enum":
      return `one of ${(params["allowedValues"] as unknown[]).join(", ")}`;
    case "const":
      return JSON.stringify(params["allowedValue"]);
    case "format":
      return `an RFC 3339 ${params["format"]}, such as 2026-01-31T09:30:00Z`;
    case "pattern":
      return `text that matches ${params["pattern"]}`;
    case "minLength":
      return `at least ${limit} characters`;
    case "maxLength":
      return `at most ${limit} characters`;
    case "minItems":
      return `at least ${limit} items`;
    case "maxItems":
      return `at most ${limit} items`;
    case unwritable:
      return String(params["expected"]);
    case "minimum":
    case "maximum":
      return `a number ${params["comparison"]} ${limit}`;
    default:
      return `a value that satisfies the keyword ${keyword}`;
  }
}

function resolve(value: unknown, pointer: string): unknown {
  return parsePointer(pointer).reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Object.getOwnPropertyDescriptor(at, key)?.value : undefined),
    value,
  );
}

function describe(value: unknown): string {
  if (typeof value === "bigint") {
    return `${value}n`;
  }
  if (typeof value === "number") {
    return String(value);
  }
  if (Array.isArray(value)) {
    return `an array of ${value.length}`;
  }
  if (typeof value === "object" && value !== null) {
    const type = Object.prototype.toString.call(value).slice("[object ".length, -1);
    return type === "Object" ? "an object" : `an object of type ${type}`;
  }
  const text = JSON.stringify(value) ?? String(value);
  return text.length > maxFoundLength ? `${text.slice(0, maxFoundLength - 1)}…` : text;
}

function escapeToken(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/**
 * Splits a JSON Pointer (RFC 6901) into its keys. Array indexes stay strings, since a pointer does not distinguish them
 * from keys.
 *
 * @internal
 */
export function parsePointer(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
