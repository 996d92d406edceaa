// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { OtlpError } from "./otlp-error.js";

/** Options of `parseOtlpJson` and `parseOtlpBinary`. */
export interface OtlpReadOptions {
  /**
   * Maximum number of resources, scopes, and spans or log records in a request, counted together. One with more is refused
   * before they are read, with the code `too_many`. Default: no limit.
   */
  readonly maxElements?: number;
}

/** Counts the elements of a request. Throws `OtlpError` once there are too many, with the path of their list. */
export type CountElements = (count: number, path: string) => void;

/** Creates a counter for one request. */
export function createElementBudget({ maxElements = Number.POSITIVE_INFINITY }: OtlpReadOptions): CountElements {
  let total = 0;
  return (count, path) => {
    total += count;
    if (total > maxElements) {
      const expected = `at most ${maxElements} resources, scopes, and spans or log records in a request`;
      throw new OtlpError("too_many", path, `expected ${expected}, got more`);
    }
  };
}
