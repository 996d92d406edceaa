// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { CodegenError } from "../errors/codegen-error.ts";
import type { JsonSchema } from "./json-schema.ts";

const schemaKeywords = new Set(["additionalProperties", "items", "if", "then"]);
const schemaMapKeywords = new Set(["properties", "$defs"]);
const schemaListKeywords = new Set(["oneOf", "anyOf", "allOf"]);
const plainKeywords = new Set([
  ...["$schema", "$id", "$ref", "title", "description", "type", "format", "const", "enum", "required", "default"],
  ...["discriminator", "examples", "deprecated", "readOnly", "contentEncoding", "contentMediaType"],
  ...["pattern", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "uniqueItems"],
]);

/**
 * Copies a schema, and replaces it and every schema inside it with the result of `change`, innermost first. Throws
 * {@link CodegenError} for an unknown keyword, so that none is passed on unchecked.
 */
export function mapSchema(schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema, path = "#"): JsonSchema {
  const copy: JsonSchema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    const at = `${path}/${keyword}`;
    if (schemaMapKeywords.has(keyword)) {
      const members = Object.entries(value as Record<string, JsonSchema>);
      copy[keyword] = Object.fromEntries(members.map(([name, s]) => [name, mapSchema(s, change, `${at}/${name}`)]));
    } else if (schemaListKeywords.has(keyword)) {
      copy[keyword] = (value as JsonSchema[]).map((s, index) => mapSchema(s, change, `${at}/${index}`));
    } else if (schemaKeywords.has(keyword) && typeof value === "object") {
      copy[keyword] = mapSchema(value as JsonSchema, change, at);
    } else if (plainKeywords.has(keyword) || schemaKeywords.has(keyword) || keyword.startsWith("x-")) {
      copy[keyword] = structuredClone(value);
    } else {
      throw new CodegenError("unsupported", `${at}: expected a keyword that the JSON Schemas support`);
    }
  }
  return change(copy);
}
