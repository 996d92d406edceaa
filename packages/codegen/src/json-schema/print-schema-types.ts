// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { CodegenError } from "../errors/codegen-error.ts";
import { referredName, type SchemaSet } from "./derive-schema-set.ts";
import type { JsonSchema } from "./json-schema.ts";

/** Prints a TypeScript type for each schema of a set, with the name of the schema. */
export function printSchemaTypes(set: SchemaSet): string {
  return Object.entries(set)
    .map(([name, schema]) => `${printDoc(schema, "")}${printDeclaration(name, schema)}`)
    .join("\n");
}

function printDeclaration(name: string, schema: JsonSchema): string {
  return isMessage(schema)
    ? `export interface ${name} ${printMessage(schema)}\n`
    : `export type ${name} = ${printType(schema)};\n`;
}

/** Returns whether a schema lists members itself, instead of being a choice of schemas that do. */
function isMessage({ properties, allOf }: JsonSchema): boolean {
  return properties !== undefined && allOf === undefined;
}

function printMessage({ properties = {}, required = [] }: JsonSchema): string {
  const members = Object.entries(properties).map(([name, schema]) => {
    const mark = required.includes(name) ? "" : "?";
    return `${printDoc(schema, "  ")}  ${name}${mark}: ${printType(schema)};\n`;
  });
  return `{\n${members.join("")}}`;
}

function printType(schema: JsonSchema): string {
  const { $ref, type, items, additionalProperties } = schema;
  if ($ref !== undefined) {
    return referredName($ref);
  }
  if ("const" in schema) {
    return JSON.stringify(schema.const);
  }
  if (schema.enum !== undefined) {
    return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  }
  const members: JsonSchema[] | undefined =
    schema.anyOf ?? schema.oneOf ?? schema.allOf?.map(({ then: member }) => member ?? {});
  if (members !== undefined) {
    return [...new Set(members.map(printType))].join(" | ");
  }
  if (Array.isArray(type)) {
    return [...new Set(type.map((one) => printType({ ...schema, type: one })))].join(" | ");
  }
  switch (type) {
    case "string":
    case "boolean":
    case "null":
      return type;
    case "number":
    case "integer":
      return "number";
    case "array":
      return `${wrap(printType(items ?? {}))}[]`;
    case "object":
      if (isMessage(schema)) {
        return printMessage(schema);
      }
      return typeof additionalProperties === "object"
        ? `{ [key: string]: ${printType(additionalProperties)} }`
        : "{ [key: string]: unknown }";
    case undefined:
      return "unknown";
    default:
      throw new CodegenError("unsupported", `type: expected a type of JSON Schema, got ${type}`);
  }
}

function wrap(type: string): string {
  return type.includes(" ") ? `(${type})` : type;
}

function printDoc({ description }: JsonSchema, indent: string): string {
  if (description === undefined) {
    return "";
  }
  const lines = description.trim().replaceAll("*/", "*\\/").split("\n");
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}
