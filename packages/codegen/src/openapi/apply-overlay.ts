// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { CodegenError } from "../errors/codegen-error.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import type { SchemaOverlay } from "./base-document.ts";
import type { Schemas } from "./component-schemas.ts";

/**
 * Adds the overlay of the base document to the schemas. Throws {@link CodegenError} with the location if a schema or
 * property does not exist, or if the proto already defines the same keyword.
 */
export function applyOverlay(
  schemas: Schemas,
  overlay: Readonly<Record<string, SchemaOverlay>>,
  place: string,
): Schemas {
  const changed = { ...schemas };
  for (const [name, addition] of Object.entries(overlay)) {
    const schema = requireKnown(changed, name, "schema", `${place}/${name}`);
    changed[name] = applyToSchema(schema, addition, `${place}/${name}`);
  }
  return changed;
}

function applyToSchema(schema: JsonSchema, overlay: SchemaOverlay, place: string): JsonSchema {
  const { required = [], optional = [], properties: additions = {}, ...keywords } = overlay;
  const properties = { ...schema.properties };
  const marks = new Set(schema.required);
  liftMarks(marks, properties, optional, `${place}/optional`);
  addMarks(marks, properties, required, `${place}/required`);
  for (const [name, addition] of Object.entries(additions)) {
    const at = `${place}/properties/${name}`;
    properties[name] = addKeywords(requireKnown(properties, name, "property", at), addition, at);
  }
  const { required: _, ...rest } = schema;
  return {
    ...addKeywords(rest, keywords, place),
    ...(marks.size > 0 ? { required: Object.keys(properties).filter((name) => marks.has(name)) } : {}),
    ...(schema.properties === undefined ? {} : { properties }),
  };
}

function addKeywords(schema: JsonSchema, keywords: JsonSchema, place: string): JsonSchema {
  const twice = Object.keys(keywords).find((keyword) => Object.hasOwn(schema, keyword));
  if (twice !== undefined) {
    throw new CodegenError(
      "mismatch",
      `${place}/${twice}: expected a keyword that the proto does not define, but it defines ${JSON.stringify(schema[twice])}`,
    );
  }
  return { ...schema, ...keywords };
}

function addMarks(marks: Set<string>, properties: Schemas, names: readonly string[], place: string): void {
  for (const [index, name] of names.entries()) {
    requireKnown(properties, name, "property", `${place}/${index}`);
    if (marks.has(name)) {
      throw new CodegenError(
        "mismatch",
        `${place}/${index}: expected a property that the proto does not require, got ${name}`,
      );
    }
    marks.add(name);
  }
}

/** Also allows empty values, because the JSON form does not distinguish them from absent ones. */
function liftMarks(marks: Set<string>, properties: Schemas, names: readonly string[], place: string): void {
  for (const [index, name] of names.entries()) {
    const { minLength: _, ...property } = requireKnown(properties, name, "property", `${place}/${index}`);
    if (!marks.delete(name)) {
      throw new CodegenError("mismatch", `${place}/${index}: expected a property that the proto requires, got ${name}`);
    }
    properties[name] = property;
  }
}

function requireKnown<T>(known: Readonly<Record<string, T>>, name: string, what: string, place: string): T {
  const value = Object.hasOwn(known, name) ? known[name] : undefined;
  if (value === undefined) {
    throw new CodegenError("mismatch", `${place}: no such ${what}, expected one of ${Object.keys(known).join(", ")}`);
  }
  return value;
}
