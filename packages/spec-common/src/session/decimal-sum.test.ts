// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import { expect, it } from "vitest";
import { addDecimals, toDecimal } from "./decimal-sum.js";

it.each([
  [0, "0"],
  [-0, "0"],
  [0.1, "0.1"],
  [-12.5, "-12.5"],
  [1e-7, "0.0000001"],
  [-1.5e-9, "-0.0000000015"],
  [1e21, "1000000000000000000000"],
  [1.25e22, "12500000000000000000000"],
])("writes %s as %s", (value, text) => {
  expect(toDecimal(value)).toBe(text);
});

it.each([
  ["0.1", "0.2", "0.3"],
  ["0.1", "-0.1", "0"],
  ["-1", "0.75", "-0.25"],
  ["2.50", "0", "2.5"],
  ["1.5e3", "1e-2", "1500.01"],
  ["9", "1", "10"],
  ["-0", "0", "0"],
])("adds %s and %s to %s", (one, other, sum) => {
  expect(addDecimals(one, other)).toBe(sum);
});

const finite = fc.double({ noDefaultInfinity: true, noNaN: true });

it("reads back as the number that was written", () => {
  fc.assert(
    fc.property(finite, (value) => {
      expect(Number(toDecimal(value))).toBe(value === 0 ? 0 : value);
    }),
  );
});

it("gives the same sum in every order, and nothing for opposites", () => {
  fc.assert(
    fc.property(fc.array(finite, { maxLength: 6 }), (values) => {
      const sum = (numbers: readonly number[]) => numbers.map(toDecimal).reduce(addDecimals, "0");
      expect(sum([...values].reverse())).toBe(sum(values));
      expect(sum([...values, ...values.map((value) => -value)])).toBe("0");
    }),
  );
});
