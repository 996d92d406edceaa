// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from "vitest";
import { deriveSchemaSet, type SchemaSet } from "./derive-schema-set.ts";
import { printSchemaFiles, printValidatorModule } from "./print-schema-set.ts";
import { printSchemaTypes } from "./print-schema-types.ts";

const components: SchemaSet = {
  Colour: { description: "A colour.", type: "string", enum: ["RED", "BLUE"] },
  Box: {
    type: "object",
    required: ["kind", "size"],
    properties: { kind: { const: "box" }, size: { type: "string", enum: ["S", "L"] } },
    "x-note": "left out",
  },
  Content: {
    oneOf: [{ $ref: "#/components/schemas/Box" }],
    discriminator: { propertyName: "kind", mapping: { box: "#/components/schemas/Box" } },
  },
  Crate: {
    type: "object",
    properties: {
      colours: { type: "array", items: { $ref: "#/components/schemas/Colour" } },
      content: { $ref: "#/components/schemas/Content" },
      labels: { type: "object", additionalProperties: true },
      route: { type: "array", items: {} },
      weight: { anyOf: [{ type: "number" }, { type: "string", enum: ["NaN", "Infinity", "-Infinity"] }] },
    },
  },
};
const condition = { type: "object", properties: { kind: { const: "box" } }, required: ["kind"] };

describe("deriveSchemaSet", () => {
  test("closes messages, enums and unions in the strict set", () => {
    const { Colour, Box, Content, Crate } = deriveSchemaSet(components, "strict");
    expect(Colour).toEqual(components["Colour"]);
    expect(Box).toEqual({
      type: "object",
      required: ["kind", "size"],
      properties: { kind: { const: "box" }, size: { type: "string", enum: ["S", "L"] } },
      additionalProperties: false,
    });
    expect(Content).toEqual({
      type: "object",
      properties: { kind: { enum: ["box"] } },
      required: ["kind"],
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      allOf: [{ if: condition, then: { $ref: "#/$defs/Box" } }],
    });
    expect(Crate?.additionalProperties).toBe(false);
    expect(Crate?.properties?.["labels"]).toEqual({ type: "object", additionalProperties: true });
    expect(Crate?.properties?.["route"]).toEqual({ type: "array", items: {} });
  });

  test("opens them in the lenient set, but keeps types, required members and the names of non-finite numbers", () => {
    const { Colour, Box, Content, Crate } = deriveSchemaSet(components, "lenient");
    expect(Colour).toEqual({ description: "A colour.", type: ["string", "integer"] });
    expect(Box).toEqual({
      type: "object",
      required: ["kind", "size"],
      properties: { kind: { const: "box" }, size: { type: "string" } },
    });
    expect(Content?.properties).toEqual({ kind: { type: "string" } });
    expect(Crate?.additionalProperties).toBeUndefined();
    expect(Crate?.properties?.["weight"]).toEqual(components["Crate"]?.properties?.["weight"]);
  });

  test("rejects a union with a member without a kind, and a reference to another document", () => {
    const union = { oneOf: [{ $ref: "#/components/schemas/Box" }], discriminator: { propertyName: "kind" } };
    expect(() => deriveSchemaSet({ union }, "strict")).toThrow(
      "oneOf: expected every member in the mapping, got #/components/schemas/Box",
    );
    expect(() => deriveSchemaSet({ a: { $ref: "other.yaml#/A" } }, "strict")).toThrow(
      "$ref: expected #/components/schemas/Name, got other.yaml#/A",
    );
  });
});

describe("printing a set", () => {
  const set = deriveSchemaSet(components, "strict");

  test("writes files that refer to each other by name and include the version", () => {
    const files = printSchemaFiles(set, "strict", "9.8.7");
    expect([...files.keys()]).toEqual([
      "Colour.schema.json",
      "Box.schema.json",
      "Content.schema.json",
      "Crate.schema.json",
      "bundle.schema.json",
    ]);
    expect(JSON.parse(files.get("Crate.schema.json") ?? "")).toMatchObject({
      $id: "https://chaukasai.github.io/chaukas-spec/schemas/9.8.7/strict/Crate.schema.json",
      properties: { content: { $ref: "Content.schema.json" } },
    });
    expect(JSON.parse(files.get("bundle.schema.json") ?? "")).toMatchObject({ $defs: set });
  });

  test("writes types with the shape of the schemas", () => {
    expect(printSchemaTypes(set)).toBe(`/**
 * A colour.
 */
export type Colour = "RED" | "BLUE";

export interface Box {
  kind: "box";
  size: "S" | "L";
}

export type Content = Box;

export interface Crate {
  colours?: Colour[];
  content?: Content;
  labels?: { [key: string]: unknown };
  route?: unknown[];
  weight?: number | "NaN" | "Infinity" | "-Infinity";
}
`);
  });

  test("names validators after their schemas", () => {
    expect(printValidatorModule({ LLMInvocation: {}, MCPCall: {}, Any: {} })).toMatch(
      /const llmInvocationValidator: [\s\S]+const mcpCallValidator: [\s\S]+const anyValidator: /,
    );
  });
});
