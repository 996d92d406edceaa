// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type CompiledError, unwritable } from "./explain-errors.js";

/** Deeper values are refused by the codec and by servers. Here, a limit keeps a value that contains itself finite. */
const maxDepth = 200;

/**
 * Finds what a value contains although JSON text in UTF-8 cannot: numbers that are not finite, half surrogate pairs,
 * bigints, functions, dates and other objects that are not plain. `JSON.stringify` would drop or replace them in silence.
 * A member that is undefined is absent. Returns at most one error.
 */
export function findUnwritable(value: unknown): CompiledError | undefined {
  const keys: string[] = [];
  const expected = find(value, keys);
  return expected === undefined
    ? undefined
    : { instancePath: keys.reduceRight(appendKey, ""), keyword: unwritable, params: { expected } };
}

function appendKey(pointer: string, key: string): string {
  return `${pointer}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`;
}

/** Returns what was expected, and adds the keys that lead to the value, innermost first. */
function find(value: unknown, keys: string[], depth = 0): string | undefined {
  switch (typeof value) {
    case "string":
      return isWellFormed(value) ? undefined : "surrogates only in pairs";
    case "number":
      return Number.isFinite(value) ? undefined : "a finite number";
    case "boolean":
      return undefined;
    case "object":
      return value === null ? undefined : findInside(value, keys, depth);
    default:
      return "a JSON value";
  }
}

function findInside(value: object, keys: string[], depth: number): string | undefined {
  if (depth === maxDepth) {
    return `at most ${maxDepth} nested objects and arrays`;
  }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const expected = find(value[index], keys, depth + 1);
      if (expected !== undefined) {
        keys.push(String(index));
        return expected;
      }
    }
    return undefined;
  }
  if (!isPlainObject(value)) {
    return "a JSON value";
  }
  for (const key of Object.keys(value)) {
    const member = value[key];
    const expected = member === undefined ? undefined : find(member, keys, depth + 1);
    if (expected !== undefined || !isWellFormed(key)) {
      keys.push(key);
      return expected ?? "surrogates only in pairs";
    }
  }
  return undefined;
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

// With the flag u, a pair of surrogates is one character, which is not in the range.
const loneSurrogate = /[\ud800-\udfff]/u;

function isWellFormed(text: string): boolean {
  const { isWellFormed: native } = text as string & { isWellFormed?: () => boolean };
  return native === undefined ? !loneSurrogate.test(text) : native.call(text);
}
