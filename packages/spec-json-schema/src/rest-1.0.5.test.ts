// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ContractRow, readContract } from "@chaukas/testdata";
import { describe, expect, test } from "vitest";
import * as lenient from "./lenient/index.js";
import type { Validator } from "./validator.js";

// Documents that version 1.0.5 of the REST interface allowed, derived from the table of its facts.
const rows = readContract("rest-1.0.5");
const validators = lenient as unknown as Record<string, Validator<unknown>>;
const enums = new Map(rows.filter(({ kind }) => kind === "enum").map((row) => [row["in"], listed(row["name"])]));
const contents = listed(rows.find(({ kind }) => kind === "union")?.["name"]);
const schemas = [...new Set(rows.filter(({ kind }) => kind === "property").map((row) => `${row["in"]}`))].filter(
  (name) => !name.includes("."),
);

function listed(cell = ""): string[] {
  return cell.split(" | ");
}

/** Returns values that a property could have. The fullest document contains the first of them. */
function valuesOf(row: ContractRow): unknown[] {
  const type = row["type"] ?? "";
  const choices = /one of ([^;]+)/.exec(row["note"] ?? "")?.[1];
  if (choices !== undefined) {
    return choices.split(", ");
  }
  if (type.endsWith("[]")) {
    const items = valuesOf({ ...row, type: type.slice(0, -2), note: "" });
    return [items, [items[0]], []];
  }
  switch (type) {
    case "string":
      // Hashes always had 64 hexadecimal digits if they were set.
      return /^(hash_prev|content_hash)$/.test(row["name"] ?? "") ? ["0a".repeat(32)] : ["text", "é😀"];
    case "string:date-time":
      return ["2026-01-31T09:30:00Z", "2026-01-31T10:30:00.123456+01:00"];
    case "number":
      return [0.5, 0, 7];
    case "integer":
      return [7, 0];
    case "boolean":
      return [true, false];
    case "object (any members)":
      return [{ any: ["thing", { nested: null }] }, {}];
    case "object (inline)":
      return documentsOf(`${row["in"]}.${row["name"]}`);
    case "EventContent":
      return contents.flatMap(documentsOf);
    default:
      return enums.get(type) ?? documentsOf(type);
  }
}

/** Returns the fullest document, the smallest one, and the fullest one with each value that a property could have. */
function documentsOf(schema: string): Record<string, unknown>[] {
  const properties = rows.filter((row) => row["kind"] === "property" && row["in"] === schema);
  const values = properties.map((row) => ({ row, values: valuesOf(row) }));
  const full = Object.fromEntries(values.map(({ row, values: [first] }) => [row["name"], first]));
  const required = properties.filter((row) => row["required"] === "yes").map((row) => `${row["name"]}`);
  const bare = Object.fromEntries(required.map((name) => [name, full[name]]));
  return [
    full,
    bare,
    ...values.flatMap(({ row, values: all }) => all.map((value) => ({ ...full, [`${row["name"]}`]: value }))),
  ];
}

describe("a document that was valid under 1.0.5", () => {
  test("has one of 17 schemas", () => {
    expect(schemas).toHaveLength(17);
  });

  test.each(schemas)("is valid as %s", (schema) => {
    const name = schema.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (prefix) => prefix.toLowerCase());
    const documents = documentsOf(schema);
    expect(documents.length).toBeGreaterThan(2);
    for (const document of documents) {
      expect(validators[`${name}Validator`]?.validate(document)).toEqual({ kind: "valid", value: document });
    }
  });
});
