// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Ajv } from "ajv";
import { parse, YAMLParseError } from "yaml";
import { CodegenError } from "../errors/codegen-error.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";

/** Additions of the base document to the schema of one message or enum. */
export interface SchemaOverlay extends JsonSchema {
  /** Properties that must be present although no rule of the proto requires it. */
  readonly required?: string[];
  /** Properties that may be missing although a rule of the proto requires them. */
  readonly optional?: string[];
}

/** How a oneof becomes a property: an object with a member for its kind. */
export interface UnionDeclaration {
  /** Name of the schema for the union. */
  readonly schema: string;
  /** Property for the kind. */
  readonly discriminator: string;
  /** Names of the kinds, by field. Default: the name of the field. */
  readonly kinds?: Readonly<Record<string, string>>;
  /** Objects that wrap messages without a place for the discriminator, by field. */
  readonly wrap?: Readonly<Record<string, { readonly schema: string; readonly property: string }>>;
}

/** An OpenAPI document without the schemas generated from messages, and the settings for those. */
export interface BaseDocument {
  /** Path of the file, for error messages. */
  readonly path: string;
  /** Members of the OpenAPI document. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Messages and enums without a schema. */
  readonly omit: readonly string[];
  /** Declarations of unions, by `Message.oneof`. */
  readonly unions: Readonly<Record<string, UnionDeclaration>>;
  /** Additions to the generated schemas, by schema. */
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
// The keywords of an overlay are checked when they are added to a schema.
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

/** Parses a base document. Throws {@link CodegenError} if it is not YAML or does not have this form. */
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
