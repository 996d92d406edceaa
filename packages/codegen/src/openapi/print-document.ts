// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { stringify } from "yaml";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import { mapSchema } from "../json-schema/map-schema.ts";

const header = `# Generated from the protos and from openapi/base.yaml. Do not edit: change these, then run \`npm run generate\`.
# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0
`;

/** Keywords in the order in which a reader wants them. Those that are not named come in between. */
const first = [
  ...["title", "description", "deprecated", "$ref", "type", "format", "const", "enum", "pattern"],
  ...["minLength", "maxLength", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "default"],
  ...["oneOf", "anyOf", "discriminator", "minItems", "maxItems", "items", "additionalProperties"],
];
const last = ["required", "properties", "examples"];

/**
 * Prints a document as YAML: the same document always gives the same text. Text of several lines keeps its
 * line breaks, and no line is folded, so that one change of a source line changes one line.
 */
export function printDocument(document: unknown): string {
  // Many readers still take YAML 1.1, where a bare timestamp is a date and a bare `no` is false.
  const compat = "yaml-1.1";
  return header + stringify(document, { lineWidth: 0, blockQuote: "literal", aliasDuplicateObjects: false, compat });
}

/** Puts the keywords of a schema and of all schemas in it into one order. */
export function sortKeywords(schema: JsonSchema, place: string): JsonSchema {
  const rank = ([keyword]: [string, unknown]) => {
    const index = first.indexOf(keyword);
    return index === -1 ? first.length + 1 + last.indexOf(keyword) : index;
  };
  const sort = (inner: JsonSchema) => Object.fromEntries(Object.entries(inner).sort((a, b) => rank(a) - rank(b)));
  return mapSchema(schema, sort, place);
}
