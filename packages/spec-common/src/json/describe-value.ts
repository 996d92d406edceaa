// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const maxLength = 60;

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
