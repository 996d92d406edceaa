// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Ajv } from "ajv";
import { parse, YAMLParseError } from "yaml";
import { CodegenError } from "../errors/codegen-error.ts";
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

const names = { type: "array", items: { type: "string" } };

function mapOf(additionalProperties: object): object {
  return { type: "object", additionalProperties };
}

function record(required: readonly string[], properties: object): object {
  return { type: "object", required, properties, additionalProperties: false };
}

const wrapSchema = record(["schema", "property"], { schema: { type: "string" }, property: { type: "string" } });
const unionSchema = record(["schema", "discriminator"], {
  schema: { type: "string" },
  discriminator: { type: "string" },
  kinds: mapOf({ type: "string" }),
  wrap: mapOf(wrapSchema),
});
// The keywords of an overlay are checked where they are put into a schema.
const overlaySchema = {
  type: "object",
  properties: { required: names, optional: names, properties: mapOf({ type: "object" }) },
};
const validate = new Ajv().compile(
  record([], {
    info: { type: "object" },
    servers: { type: "array" },
    tags: { type: "array" },
    security: { type: "array" },
    paths: { type: "object" },
    components: { type: "object", properties: { schemas: mapOf({ type: "object" }) } },
    omit: names,
    unions: mapOf(unionSchema),
    overlay: mapOf(overlaySchema),
  }),
);

/** Reads a base document. Throws {@link CodegenError} when it is not YAML or not of this form. */
export function parseBaseDocument(text: string, path: string): BaseDocument {
  const value = parseYaml(text, path);
  if (!validate(value)) {
    const [{ instancePath, message, params } = { instancePath: "", message: "", params: {} }] = validate.errors ?? [];
    const unknown = "additionalProperty" in params ? `, got ${params["additionalProperty"]}` : "";
    throw new CodegenError("usage", `${path}#${instancePath}: ${message}${unknown}`);
  }
  const { omit = [], unions = {}, overlay = {}, ...document } = value as Omit<BaseDocument, "path" | "document">;
  return { path, document, omit, unions, overlay };
}

function parseYaml(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    if (cause instanceof YAMLParseError) {
      throw new CodegenError("usage", `${path}: ${cause.message}`, { cause });
    }
    throw cause;
  }
}
