// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from "vitest";
import { compileValidators } from "./compile-validators.ts";
import type { JsonSchema } from "./json-schema.ts";

interface Check {
  (value: unknown): boolean;
  errors?: { keyword: string; params: unknown }[] | null;
}

async function compile(schema: JsonSchema): Promise<Check> {
  const code = await compileValidators({ Value: schema });
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { Value: Check };
  return module.Value;
}

describe("compileValidators", () => {
  test.each([
    [{ type: "string", maxLength: 3 }, ["", "abc", "😀😀😀"], ["abcd", "😀😀😀😀"]],
    [{ type: "string", minLength: 1 }, ["a", "😀", "\ud800"], [""]],
    [{ type: "string", minLength: 2 }, ["ab", "😀😀"], ["", "a", "😀"]],
  ] satisfies [JsonSchema, string[], string[]][])(
    "counts the characters of %j, not the UTF-16 code units",
    async (schema, good, bad) => {
      const check = await compile(schema);
      expect(good.map(check)).toEqual(good.map(() => true));
      expect(bad.map(check)).toEqual(bad.map(() => false));
    },
  );

  test("reports the limit that was exceeded", async () => {
    const check = await compile({ type: "string", maxLength: 3 });
    check("abcd");
    expect(check.errors).toMatchObject([{ keyword: "maxLength", params: { limit: 3 } }]);
  });

  test.each([
    ["2024-02-29T00:00:00Z", true],
    ["2000-02-29T23:59:59.123456789+02:00", true],
    ["0001-01-01T00:00:00Z", true],
    ["9999-12-31T23:59:59.999999999Z", true],
    ["2023-02-29T00:00:00Z", false],
    ["1900-02-29T00:00:00Z", false],
    ["0000-01-01T00:00:00Z", false],
    ["2024-04-31T00:00:00Z", false],
    ["2024-13-01T00:00:00Z", false],
    ["2024-01-01T24:00:00Z", false],
    ["2024-01-01T00:00:60Z", false],
    ["2024-01-01T00:00:00", false],
    ["2024-01-01T00:00:00.1234567890Z", false],
    ["2024-01-01 00:00:00Z", false],
    ["2024-01-01", false],
    ["", false],
  ])("returns for the date-time %j: %s", async (value, verdict) => {
    const check = await compile({ type: "string", format: "date-time" });
    expect(check(value)).toBe(verdict);
  });

  test("generates a module without imports and without code generation from strings", async () => {
    const code = await compileValidators({ Value: { type: "string", maxLength: 3, format: "date-time" } });
    expect(code).not.toMatch(/\bimport\b|= *require\(|new Function|\beval\b/);
  });

  test("rejects an unknown keyword", async () => {
    await expect(compile({ type: "string", maxLenght: 3 })).rejects.toThrow(
      "#/maxLenght: expected a keyword that the JSON Schemas support",
    );
  });
});
