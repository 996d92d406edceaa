// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescFile } from "@bufbuild/protobuf";
import { stringify } from "yaml";
import { CodegenError } from "../errors/codegen-error.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import { mapSchema } from "../json-schema/map-schema.ts";
import { applyOverlay } from "./apply-overlay.ts";
import type { BaseDocument } from "./base-document.ts";
import { componentSchemas, mergeSchemas, type Schemas } from "./component-schemas.ts";

const header = `# Generated from the protos and from openapi/base.yaml. Do not edit: change these, then run \`npm run generate\`.
# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0
`;

/** Keywords in the order that is best for readers. Keywords in neither list come between the two. */
const first = [
  ...["title", "description", "deprecated", "$ref", "type", "format", "const", "enum", "pattern"],
  ...["minLength", "maxLength", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "default"],
  ...["oneOf", "anyOf", "discriminator", "minItems", "maxItems", "items", "additionalProperties"],
];
const last = ["required", "properties", "examples"];

/** Members of the base document that this generator adds to. */
interface Extensible {
  readonly info?: object;
  readonly components?: { readonly schemas?: Schemas };
}

/**
 * Generates an OpenAPI 3.1 document, as YAML, from the messages and enums of the files and from a base document. Throws
 * CodegenError for anything that cannot be represented in the document, so that nothing is dropped silently.
 */
export function generateOpenApi(files: readonly DescFile[], base: BaseDocument, version: string): string {
  const { info, components, ...rest } = base.document as Extensible;
  const generated = applyOverlay(componentSchemas(files, base), base.overlay, `${base.path}#/overlay`);
  const schemas = mergeSchemas(generated, components?.schemas ?? {}, `${base.path}#/components/schemas`);
  const sorted = Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1));
  const document = {
    openapi: "3.1.1",
    info: { ...info, version },
    ...rest,
    components: {
      ...components,
      schemas: Object.fromEntries(
        sorted.map(([name, schema]) => [name, sortKeywords(schema, `#/components/schemas/${name}`)]),
      ),
    },
  };
  checkReferences(document);
  return printDocument(document);
}

/**
 * Throws {@link CodegenError} with the location of the first `$ref` that does not resolve in the document. References
 * to other documents are not allowed.
 */
function checkReferences(document: unknown): void {
  visit(document, "#", (ref, place) => {
    if (!ref.startsWith("#/") || resolve(document, ref) === undefined) {
      throw new CodegenError("mismatch", `${place}: expected a location in this document, got ${ref}`);
    }
  });
}

function visit(value: unknown, place: string, onReference: (ref: string, place: string) => void): void {
  if (typeof value !== "object" || value === null) {
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    const at = `${place}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (key === "$ref" && typeof member === "string") {
      onReference(member, at);
    } else {
      visit(member, at, onReference);
    }
  }
}

function resolve(document: unknown, ref: string): unknown {
  const keys = ref.slice(2).split("/");
  return keys.reduce<unknown>((value, key) => {
    const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
    const isContainer = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    return isContainer ? (value as Record<string, unknown>)[name] : undefined;
  }, document);
}

/**
 * Prints a document as YAML, deterministically. Multi-line text keeps its line breaks and no line is folded, so that a
 * change of one line in the source changes one line of the document.
 */
function printDocument(document: unknown): string {
  // Many parsers still use YAML 1.1, where an unquoted timestamp is a date and an unquoted `no` is false.
  const compat = "yaml-1.1";
  return header + stringify(document, { lineWidth: 0, blockQuote: "literal", aliasDuplicateObjects: false, compat });
}

/** Sorts the keywords of a schema and of all schemas in it. */
function sortKeywords(schema: JsonSchema, place: string): JsonSchema {
  const rank = ([keyword]: [string, unknown]) => {
    const index = first.indexOf(keyword);
    return index === -1 ? first.length + 1 + last.indexOf(keyword) : index;
  };
  const sort = (inner: JsonSchema) => Object.fromEntries(Object.entries(inner).sort((a, b) => rank(a) - rank(b)));
  return mapSchema(schema, sort, place);
}
