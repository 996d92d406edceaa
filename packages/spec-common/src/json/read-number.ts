// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describeValue } from "./describe-value.js";
import { Fault } from "./fault.js";

/** Reads a number, or one of the three strings that stand for the numbers that JSON lacks. */
export function readNumber(json: unknown): number {
  if (json === "NaN" || json === "Infinity" || json === "-Infinity") {
    return Number(json);
  }
  if (typeof json !== "number") {
    throw new Fault("wrong_type", 'a number, or "NaN", "Infinity" or "-Infinity"', describeValue(json));
  }
  return checkFinite(json);
}

/** Returns a finite number. Others come from texts such as `1e400`, which are no number that a double holds. */
export function checkFinite(json: number): number {
  if (!Number.isFinite(json)) {
    throw new Fault("out_of_range", "a number that a double holds", describeValue(json));
  }
  return json;
}
