// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** The parts of a JSON Schema that decide which value is the example. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly items?: unknown;
}

/**
 * Returns a value for a JSON Schema: its constant, first example, default or first permitted value; else `"Paris"`, 1,
 * true, or an object or array of such values. Does not follow references.
 */
export function exampleOfSchema(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) {
    return "Paris";
  }
  const {
    type,
    const: constant,
    examples,
    default: usual,
    enum: values,
    anyOf,
    oneOf,
    properties,
    items,
  } = schema as Schema;
  const given = [constant, examples?.[0], usual, values?.[0]].find((value) => value !== undefined);
  if (given !== undefined) {
    return given;
  }
  const [first] = anyOf ?? oneOf ?? [];
  if (first !== undefined) {
    return exampleOfSchema(first);
  }
  const [kind = "string"] = [type ?? (properties === undefined ? [] : "object")].flat();
  switch (kind) {
    case "object":
      return Object.fromEntries(Object.entries(properties ?? {}).map(([name, each]) => [name, exampleOfSchema(each)]));
    case "array":
      return [exampleOfSchema(items)];
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return "Paris";
  }
}
