// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { CodegenError } from "../errors/codegen-error.ts";
import type { JsonSchema } from "./json-schema.ts";
import { mapSchema } from "./map-schema.ts";

/**
 * `strict` is for producers: required members, closed lists of values, no unknown members. `lenient` is for consumers:
 * it allows values and members that this version does not know.
 */
export type Strictness = "strict" | "lenient";

/** Schemas by name, which refer to each other as `#/$defs/Name`. */
export type SchemaSet = Readonly<Record<string, JsonSchema>>;

/** Derives one set of JSON Schemas from `components.schemas` of the OpenAPI document. */
export function deriveSchemaSet(components: SchemaSet, strictness: Strictness): SchemaSet {
  return Object.fromEntries(
    Object.entries(components).map(([name, schema]) => {
      const path = `#/components/schemas/${name}`;
      // A component with a list of values is a proto enum.
      const openComponent = schema.enum === undefined ? open : openEnum;
      const derived = mapSchema(schema, strictness === "strict" ? close : openComponent, path);
      return [name, mapSchema(derived, toJsonSchema)];
    }),
  );
}

/** Removes the extensions of OpenAPI, and changes references to point to `$defs`. */
function toJsonSchema(schema: JsonSchema): JsonSchema {
  const { $ref, ...rest } = schema;
  const plain = Object.fromEntries(Object.entries(rest).filter(([keyword]) => !keyword.startsWith("x-")));
  return $ref === undefined ? plain : { $ref: `#/$defs/${referredName($ref)}`, ...plain };
}

function close(schema: JsonSchema): JsonSchema {
  if (schema.discriminator !== undefined) {
    return switchOnDiscriminator(schema, (known) => ({ enum: known }));
  }
  const isMessage = schema.properties !== undefined && schema.additionalProperties === undefined;
  return isMessage ? { ...schema, additionalProperties: false } : schema;
}

function open(schema: JsonSchema): JsonSchema {
  if (schema.discriminator !== undefined) {
    return switchOnDiscriminator(schema, () => ({ type: "string" }));
  }
  // The names of non-finite numbers are a notation for values, not a list that later versions may extend.
  if (schema.enum === undefined || schema.enum.includes("NaN")) {
    return schema;
  }
  const { enum: _known, ...rest } = schema;
  return rest;
}

/** A proto enum may also have numbers without a name in this version. */
function openEnum({ enum: _known, ...rest }: JsonSchema): JsonSchema {
  return { ...rest, type: ["string", "integer"] };
}

/**
 * Converts a union with a discriminator, which JSON Schema does not have, to one condition for each member. Unlike with
 * a plain `oneOf`, the errors are those of the member that the discriminator selects.
 */
function switchOnDiscriminator(schema: JsonSchema, tagSchema: (known: string[]) => JsonSchema): JsonSchema {
  const { oneOf = [], discriminator, ...rest } = schema;
  const { propertyName, mapping = {} } = discriminator ?? { propertyName: "" };
  const tags = new Map(Object.entries(mapping).map(([tag, $ref]) => [$ref, tag]));
  const conditions = oneOf.map((member) => {
    const tag = tags.get(member.$ref ?? "");
    if (tag === undefined) {
      throw new CodegenError("unsupported", `oneOf: expected every member in the mapping, got ${member.$ref}`);
    }
    const condition = { type: "object", properties: { [propertyName]: { const: tag } }, required: [propertyName] };
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    return { if: condition, then: member };
  });
  return {
    ...rest,
    type: "object",
    properties: { [propertyName]: tagSchema([...tags.values()]) },
    required: [propertyName],
    allOf: conditions,
  };
}

/** Returns the name of the component that a reference in the OpenAPI document points to. */
export function referredName($ref: string): string {
  const name = /^#\/components\/schemas\/(\w+)$/.exec($ref)?.[1] ?? /^#\/\$defs\/(\w+)$/.exec($ref)?.[1];
  if (name === undefined) {
    throw new CodegenError("unsupported", `$ref: expected #/components/schemas/Name, got ${$ref}`);
  }
  return name;
}
