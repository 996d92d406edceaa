// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { parseText } from "./parse-text.js";

test("JSON text becomes its value, and everything else stays as it is", () => {
  expect(parseText('{"city":"Paris","days":[1,2]}')).toEqual({ city: "Paris", days: [1, 2] });
  expect(parseText("sunny in Paris")).toBe("sunny in Paris");
  expect(parseText('{"city":')).toBe('{"city":');
  const value = { city: "Paris" };
  expect(parseText(value)).toBe(value);
  expect(parseText(undefined)).toBeUndefined();
});

test("the keys of a text are those that it has, whatever was parsed before", () => {
  expect(parseText(String.raw`{"hook":[],"\\":0}`)).toEqual({ hook: [], "\\": 0 });
  expect(parseText(String.raw`{"hook":1,"\n":2}`)).toEqual({ hook: 1, "\n": 2 });
});
