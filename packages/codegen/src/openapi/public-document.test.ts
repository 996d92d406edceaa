// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createFileRegistry, type DescMessage } from "@bufbuild/protobuf";
import { type ContractRow, readContract } from "@chaukas/testdata";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compileRepository } from "../../test/compile-protos.ts";
import { dateTimePattern } from "../json-schema/compile-validators.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import { mapSchema } from "../json-schema/map-schema.ts";

interface Body {
  readonly content?: Record<string, Media>;
}
interface Media {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}
interface Operation {
  readonly operationId: string;
  readonly security?: unknown[];
  readonly parameters?: { readonly name: string; readonly in: string; readonly schema: JsonSchema }[];
  readonly requestBody?: Body;
  readonly responses: Record<string, Body & { readonly $ref?: string; readonly headers?: object }>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, JsonSchema>; readonly responses: Record<string, Body> };
}

const text = readFileSync(join(import.meta.dirname, "../../../../openapi/chaukas/spec/v1/public.yaml"), "utf8");
const { paths, components } = parse(text) as Document;
const { schemas } = components;
const operations = Object.values(paths).flatMap((item) => Object.values(item));

/** Returns a property with its reference resolved. */
function resolve(schema: JsonSchema | undefined): JsonSchema {
  return schema?.$ref === undefined ? (schema ?? {}) : { ...schemas[nameOf(schema.$ref)], ...schema };
}

function nameOf(ref: string): string {
  return ref.replace("#/components/schemas/", "");
}

function schemaAt(place = ""): JsonSchema {
  const [name = "", ...properties] = place.split(".");
  return properties.reduce((schema, property) => resolve(schema.properties?.[property]), schemas[name] ?? {});
}

/** Returns the words of the table that apply to a schema. */
function typeNames(schema: JsonSchema): string[] {
  if (schema.type === "array") {
    return typeNames(schema.items ?? {}).map((name) => `${name}[]`);
  }
  const { type, format, properties } = resolve(schema);
  const name = schema.$ref === undefined ? [] : [nameOf(schema.$ref)];
  if (type === "object") {
    return [...name, properties === undefined ? "object (any members)" : "object (inline)"];
  }
  return [...name, format === "date-time" ? "string:date-time" : String(type)];
}

/** Returns the notes of the table that apply to a property. */
function notes(schema: JsonSchema): string {
  const { enum: values, const: single, default: preset, maximum } = resolve(schema);
  const isBounded = maximum !== undefined && preset !== undefined;
  return [
    ...(single === undefined ? [] : [`one of ${single}`]),
    ...(values === undefined ? [] : [`one of ${values.join(", ")}`]),
    ...(preset === undefined ? [] : [`default ${preset}`]),
    ...(isBounded ? [`maximum ${maximum}`] : []),
  ].join("; ");
}

function rows(kind: string): ContractRow[] {
  return readContract("rest-1.0.5").filter((row) => row["kind"] === kind);
}

describe("the contract of 1.0.5", () => {
  it("has no rows other than those tested here", () => {
    const kinds = new Set(readContract("rest-1.0.5").map((row) => row["kind"]));
    expect([...kinds].sort()).toEqual(["enum", "path", "property", "union"]);
  });

  it.each(rows("path"))("$name $in", ({ in: path = "", name = "", type = "", note = "" }) => {
    const { requestBody, responses = {} } = paths[path]?.[name.toLowerCase()] ?? {};
    expect(requestBody?.content?.["application/json"]?.schema?.$ref ?? "").toContain(type);
    const [status = "", answer] = note.split(" ");
    expect(responses).toHaveProperty(status);
    if (answer !== undefined) {
      expect(responses[status]?.content?.["application/json"]?.schema).toEqual({
        $ref: `#/components/schemas/${answer}`,
      });
    }
  });

  it.each(rows("enum"))("enum $in", ({ in: place, name, type }) => {
    expect(schemaAt(place)).toMatchObject({ type, enum: expect.arrayContaining(name?.split(" | ") ?? []) });
  });

  it.each(rows("property"))("property $in.$name", ({ in: place = "", name = "", type = "", required, note = "" }) => {
    const schema = schemaAt(place);
    const property = schema.properties?.[name];
    expect(property).toBeDefined();
    expect(typeNames(property ?? {})).toContain(type);
    expect((schema.required ?? []).includes(name)).toBe(required === "yes");
    // A list of values with a separate schema has its own row.
    if (note !== "" || property?.$ref === undefined) {
      expect(notes(property ?? {})).toBe(note);
    }
  });

  it.each(rows("union"))("union $in", ({ in: place, name = "", note = "" }) => {
    const { oneOf = [], discriminator } = schemaAt(place);
    const members = oneOf.map(({ $ref = "" }) => nameOf($ref));
    expect(members).toEqual(expect.arrayContaining(name.split(" | ")));
    const kinds = note.replace(`discriminator ${discriminator?.propertyName}: `, "").split(", ");
    const mapping = Object.entries(discriminator?.mapping ?? {}).map(([kind, ref]) => [kind, nameOf(ref)]);
    expect(mapping).toEqual(expect.arrayContaining(kinds.map((kind, index) => [kind, name.split(" | ")[index]])));
    for (const [kind = "", member = ""] of mapping) {
      expect(schemas[member]?.properties?.["kind"]?.const).toBe(kind);
    }
  });
});

describe("beyond 1.0.5", () => {
  it("has a kind for a state update", () => {
    expect(schemas["EventContent"]?.discriminator?.mapping).toHaveProperty("state_update");
    expect(schemas["StateUpdate"]).toMatchObject({
      required: ["kind", "state"],
      properties: { kind: { const: "state_update" }, state: { type: "object", additionalProperties: true } },
    });
  });

  it("has the path for statistics, with a parameter for each field of the request", () => {
    const registry = createFileRegistry(compileRepository());
    const request = registry.getMessage("chaukas.spec.server.v1.GetEventStatsRequest");
    const { parameters = [], responses = {} } = paths["/v1/stats"]?.["get"] ?? {};
    expect(parameters.map(({ name }) => name)).toEqual(request && leafFields(request));
    expect(parameters.every((parameter) => parameter.in === "query")).toBe(true);
    expect(responses["200"]?.content?.["application/json"]?.schema?.$ref).toContain("GetEventStatsResponse");
  });

  it.each([
    ["checkpoint", "GetCheckpointRequest"],
    ["inclusion", "GetInclusionProofRequest"],
    ["consistency", "GetConsistencyProofRequest"],
    ["entries", "ListEntriesRequest"],
  ])("has the path for the audit by %s, with a parameter for each field of the request", (name, message) => {
    const request = createFileRegistry(compileRepository()).getMessage(`chaukas.spec.audit.v1.${message}`);
    const { parameters = [] } = paths[`/v1/audit/${name}`]?.["get"] ?? {};
    expect(parameters.map((parameter) => parameter.name)).toEqual(request && leafFields(request));
    expect(parameters.every((parameter) => parameter.in === "query")).toBe(true);
  });

  it("responds to monitors of transparency logs in the formats they read", () => {
    const types = ["checkpoint", "tile/{level}/{index}", "tile/entries/{index}"].map((name) =>
      Object.keys(paths[`/v1/audit/${name}`]?.["get"]?.responses["200"]?.content ?? {}),
    );
    expect(types).toEqual([["text/plain"], ["application/octet-stream"], ["application/octet-stream"]]);
  });

  it("has a path for every method of the audit service", () => {
    const service = createFileRegistry(compileRepository()).getService("chaukas.spec.audit.v1.ChaukasAuditService");
    const ids = operations.map(({ operationId }) => operationId);
    expect(service?.methods.map(({ localName }) => localName).filter((name) => !ids.includes(name))).toEqual([]);
  });

  it("also accepts events in binary form", () => {
    const types = Object.values(paths)
      .map(({ post }) => post)
      .filter((operation) => operation?.operationId.startsWith("ingest"))
      .map((operation) => Object.keys(operation?.requestBody?.content ?? {}));
    expect(types).toEqual(Array(2).fill(["application/json", "application/x-protobuf"]));
  });

  it("requires a key everywhere except for the health of the server", () => {
    const open = operations.filter(({ security }) => security?.length === 0).map(({ operationId }) => operationId);
    expect(open).toEqual(["healthz"]);
  });

  it("describes every error as problem details", () => {
    const refs = operations.flatMap(({ responses }) => Object.entries(responses).filter(([status]) => status >= "400"));
    expect(refs.every(([, { $ref }]) => $ref?.startsWith("#/components/responses/"))).toBe(true);
    for (const { content } of Object.values(components.responses)) {
      expect(content?.["application/problem+json"]?.schema).toEqual({ $ref: "#/components/schemas/Problem" });
    }
  });

  it("leaves messages open, so that valid documents stay valid", () => {
    const closed = Object.entries(schemas).filter(([, schema]) => schema.additionalProperties === false);
    expect(closed).toEqual([]);
  });
});

function leafFields(message: DescMessage): string[] {
  return message.fields.flatMap((field) =>
    field.message?.typeName.startsWith("chaukas.") ? leafFields(field.message) : [field.name],
  );
}

describe("examples", () => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false });
  for (const format of ["int32", "int64", "double", "uri-reference"]) {
    ajv.addFormat(format, true);
  }
  ajv.addFormat("date-time", dateTimePattern);
  ajv.addVocabulary(["components", "discriminator", "x-chaukas-since", "x-chaukas-pii"]);
  // Stricter than the document, to detect misspelled members of examples.
  const closed = Object.entries(schemas).map(([name, schema]): [string, JsonSchema] => [
    name,
    mapSchema(schema, (inner) => (inner.properties === undefined ? inner : { additionalProperties: false, ...inner })),
  ]);
  ajv.addSchema({ $id: "document", components: { schemas: Object.fromEntries(closed) } });

  function mistakes(schema: JsonSchema | undefined, example: unknown): unknown {
    const validate = ajv.getSchema(`document${schema?.$ref}`) ?? ajv.compile(schema ?? false);
    return validate(example) ? [] : validate.errors;
  }

  it.each(Object.keys(schemas))("of %s exist and are valid", (name) => {
    const { examples } = schemas[name] ?? {};
    expect(examples).toEqual([expect.anything(), ...((examples as unknown[]) ?? []).slice(1)]);
    for (const example of examples as unknown[]) {
      expect(mistakes({ $ref: `#/components/schemas/${name}` }, example)).toEqual([]);
    }
  });

  const bodies = [
    ...operations.flatMap(({ operationId, requestBody, responses }) => [
      [`request of ${operationId}`, requestBody] as const,
      ...Object.entries(responses).map(([status, body]) => [`answer ${status} of ${operationId}`, body] as const),
    ]),
    ...Object.entries(components.responses).map(([name, body]) => [`answer ${name}`, body] as const),
  ].flatMap(([title, body]) =>
    Object.entries(body?.content ?? {})
      .filter(([type]) => type.endsWith("json"))
      .map(([, media]) => ({ title, ...media })),
  );
  it.each(bodies)("of the $title exist and are valid", ({ schema, example, examples = {} }) => {
    const values = [example, ...Object.values(examples).map(({ value }) => value)].filter(
      (value) => value !== undefined,
    );
    expect(values).not.toEqual([]);
    for (const value of values) {
      expect(mistakes(schema, value)).toEqual([]);
    }
  });

  it("show the lists and counts of answers that have nothing else", () => {
    const examplesOf = (name: string) => schemas[name]?.["examples"] as object[];
    expect(examplesOf("QueryResponse")).toContainEqual({ events: [], total_count: 0 });
    expect(examplesOf("GetEventStatsResponse")).toContainEqual({ total_events: 0, total_sessions: 0 });
    expect(examplesOf("IngestEventBatchResponse")).toContainEqual(
      expect.objectContaining({ rejected_count: 0, rejected_event_ids: [] }),
    );
  });
});
