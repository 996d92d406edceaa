// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describeValue } from "./describe-value.js";
import { Fault } from "./fault.js";

/** Returns a string, unless it holds half of a surrogate pair, for which UTF-8 has no bytes. */
export function checkString(value: unknown): string {
  if (typeof value !== "string") {
    throw new Fault("wrong_type", "a string", describeValue(value));
  }
  // The method is newer than the language version that is compiled for, but every runtime at hand has it.
  if (!(value as unknown as { isWellFormed(): boolean }).isWellFormed()) {
    throw new Fault("bad_unicode", "surrogates only in pairs", describeValue(value));
  }
  return value;
}

/** Returns a boolean. */
export function checkBoolean(value: unknown): boolean {
  if (typeof value !== "boolean") {
    throw new Fault("wrong_type", "true or false", describeValue(value));
  }
  return value;
}

/** Returns a number that is an integer between two limits. Minus zero becomes zero. */
export function checkInteger(value: unknown, min: number, max: number): number {
  if (typeof value !== "number" || (Number.isFinite(value) && !Number.isInteger(value))) {
    throw new Fault("wrong_type", "an integer", describeValue(value));
  }
  if (!(value >= min && value <= max)) {
    throw new Fault("out_of_range", `an integer from ${min} to ${max}`, describeValue(value));
  }
  return value + 0;
}

/** Returns a number that fits into 32 bits with a sign, as the values of enums do. */
export function checkInt32(value: unknown): number {
  return checkInteger(value, -(2 ** 31), 2 ** 31 - 1);
}

/** Returns a number unless it becomes infinite when it is rounded to 32 bits. */
export function checkFloat(value: unknown): unknown {
  if (Number.isFinite(value) && !Number.isFinite(Math.fround(value as number))) {
    throw new Fault("out_of_range", "a number that fits into 32 bits", describeValue(value));
  }
  return value;
}
