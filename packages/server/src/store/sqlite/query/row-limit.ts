// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Limits how many rows statements test, each of which calls `count`. */
export interface RowLimit {
  /** Throws when no row is left, which ends the statement. */
  count(): void;
  /** Returns undefined, instead of the result of `work`, as soon as its statements have tested more than `maxRows`. */
  withinRows<Result>(maxRows: number, work: () => Result): Result | undefined;
}

/** Starts without a limit. */
export function createRowLimit(): RowLimit {
  const tooManyRows = new Error("rows: expected no more than the limit");
  let left = Number.POSITIVE_INFINITY;
  return {
    count() {
      if (left <= 0) {
        throw tooManyRows;
      }
      left -= 1;
    },
    withinRows(maxRows, work) {
      const outer = left;
      const inner = Math.min(maxRows, outer);
      left = inner;
      try {
        return work();
      } catch (error) {
        if (error === tooManyRows && inner < outer) {
          return undefined;
        }
        throw error;
      } finally {
        left = outer - (inner - left);
      }
    },
  };
}
