// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parse, YAMLParseError } from "yaml";
import { CodegenError } from "../codegen-error.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";

/** What the base document adds to the schema of one message or enum. */
export interface SchemaOverlay extends JsonSchema {
  /** Properties that must be present although no rule of the proto demands it. */
  readonly required?: string[];
  /** Properties that may be missing although a rule of the proto demands them. */
  readonly optional?: string[];
}

/** How a oneof becomes a property: an object with a member that tells its kind. */
export interface UnionDeclaration {
  /** Name of the schema for the union. */
  readonly schema: string;
  /** Property that tells the kind. */
  readonly discriminator: string;
  /** Kinds that are named unlike the oneof's field, by field. */
  readonly kinds?: Readonly<Record<string, string>>;
  /** Fields whose message has no place for the discriminator, and the object that holds them. */
  readonly wrap?: Readonly<Record<string, { readonly schema: string; readonly property: string }>>;
}

/** An OpenAPI document without the schemas that come from messages, and what these need besides. */
export interface BaseDocument {
  /** Path of the file, for errors. */
  readonly path: string;
  /** Members of the OpenAPI document. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Messages and enums that have no schema. */
  readonly omit: readonly string[];
  /** By `Message.oneof`. */
  readonly unions: Readonly<Record<string, UnionDeclaration>>;
  /** By schema. */
  readonly overlay: Readonly<Record<string, SchemaOverlay>>;
}

const documentMembers = ["info", "servers", "tags", "security", "paths", "components"];
const generatorMembers = ["omit", "unions", "overlay"];

/** Reads a base document. Throws {@link CodegenError} when it is not YAML or has a member that means nothing. */
export function parseBaseDocument(text: string, path: string): BaseDocument {
  const members = parseYaml(text, path);
  const known = [...documentMembers, ...generatorMembers];
  const unknown = Object.keys(members).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new CodegenError("mismatch", `${path}#/${unknown}: expected one of ${known.join(", ")}`);
  }
  const { omit = [], unions = {}, overlay = {}, ...document } = members;
  return { path, document, omit, unions, overlay } as BaseDocument;
}

function parseYaml(text: string, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    if (cause instanceof YAMLParseError) {
      throw new CodegenError("usage", `${path}: ${cause.message}`, { cause });
    }
    throw cause;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new CodegenError("usage", `${path}: expected a mapping at the top`);
  }
  return value as Record<string, unknown>;
}
