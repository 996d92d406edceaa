// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ContractRow, readContract } from "@chaukas/testdata";
import { describe, expect, test } from "vitest";
import * as lenient from "./lenient/index.js";
import * as strict from "./strict/index.js";
import type { Validator } from "./validator.js";

// Documents that version 1.0.5 of the REST interface allowed, derived from the table of its facts.
const rows = readContract("rest-1.0.5");
const sets = [lenient, strict] as unknown as Record<string, Validator<unknown>>[];
const enums = new Map(rows.filter(({ kind }) => kind === "enum").map((row) => [row["in"], listed(row["name"])]));
const contents = listed(rows.find(({ kind }) => kind === "union")?.["name"]);
const schemas = [...new Set(rows.filter(({ kind }) => kind === "property").map((row) => `${row["in"]}`))].filter(
  (name) => !name.includes("."),
);

/** Limits that version 1.0.5 did not have and that stay, with the reason. */
const kept: Record<string, string> = {
  "Event.event_id minLength": "an empty text is an absent member in protobuf, and this one is required",
  "Event.session_id minLength": "an empty text is an absent member in protobuf, and this one is required",
  "Event.hash_prev pattern": "a hash of another form cannot be verified; only the server sets it",
  "Event.content_hash pattern": "a hash of another form cannot be verified, and the server refuses one that differs",
  "RedactionInfo.fields minLength": "an empty JSON Pointer stands for the whole event, which cannot be redacted",
};

function isKept(row: ContractRow): boolean {
  return Object.keys(kept).some((limit) => limit.startsWith(`${row["in"]}.${row["name"]} `));
}

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
    return [items, [items[0]], [], ...(type === "string[]" && !isKept(row) ? [[""]] : [])];
  }
  switch (type) {
    case "string":
      // Hashes always had 64 hexadecimal digits if they were set.
      return /^(hash_prev|content_hash)$/.test(row["name"] ?? "")
        ? ["0a".repeat(32)]
        : ["text", "é😀", ...(row["required"] === "yes" || isKept(row) ? [] : [""])];
    case "string:date-time":
      return ["2026-01-31T09:30:00Z", "2026-01-31T10:30:00.123456+01:00"];
    case "number":
      return [0.5, 0, 7, -0.5];
    case "integer":
      return [7, 0, -1];
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
      for (const validators of sets) {
        expect(validators[`${name}Validator`]?.validate(document)).toEqual({ kind: "valid", value: document });
      }
    }
  });
});

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

const bundle = join(import.meta.dirname, "../schemas/strict/bundle.schema.json");
const definitions: Readonly<Record<string, Schema>> = JSON.parse(readFileSync(bundle, "utf8")).$defs;

function resolve(schema: Schema | undefined): Schema | undefined {
  return schema?.$ref === undefined ? schema : definitions[schema.$ref.replace(/^.*\//, "")];
}

/** Finds the schema with the properties of a row. The objects inside an event have names of their own by now. */
function schemaOf(name = ""): Schema | undefined {
  const [outer = "", inner] = name.split(".");
  return inner === undefined ? definitions[outer] : resolve(definitions[outer]?.properties?.[inner]);
}

/** Returns the limits of a property, other than those of its size and of the range of its type. */
function limitsOf(row: ContractRow): string[] {
  const property = schemaOf(row["in"])?.properties?.[`${row["name"]}`];
  const ranges: Record<string, number> = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
  const allowed = /maximum (\d+)/.exec(row["note"] ?? "")?.[1];
  return [property, property?.items].flatMap((schema = {}) =>
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "minItems", "pattern"]
      .filter((keyword) => schema[keyword] !== undefined && schema[keyword] !== ranges[keyword])
      .filter((keyword) => !(keyword === "maximum" && schema[keyword] === Number(allowed)))
      .map((keyword) => `${row["in"]}.${row["name"]} ${keyword}`),
  );
}

describe("the schemas of today", () => {
  const properties = rows.filter(({ kind }) => kind === "property");

  test("have every property of 1.0.5", () => {
    const missing = properties.filter((row) => schemaOf(row["in"])?.properties?.[`${row["name"]}`] === undefined);
    expect(missing.filter(({ name }) => name !== "kind").map((row) => `${row["in"]}.${row["name"]}`)).toEqual([]);
  });

  test("limit no value that 1.0.5 allowed, other than its size, except where a reason is given", () => {
    expect(properties.flatMap(limitsOf).sort()).toEqual(Object.keys(kept).sort());
  });

  test("require no property that 1.0.5 did not", () => {
    const required = new Set(
      properties.filter((row) => row["required"] === "yes").map((row) => `${row["in"]}.${row["name"]}`),
    );
    const added = schemas.flatMap((schema) =>
      (definitions[schema]?.required ?? []).map((name) => `${schema}.${name}`).filter((name) => !required.has(name)),
    );
    expect(added).toEqual([]);
  });
});
