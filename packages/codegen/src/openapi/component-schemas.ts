// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescEnum, DescEnumValue, DescField, DescFile, DescMessage, DescOneof } from "@bufbuild/protobuf";
import { CodegenError } from "../errors/codegen-error.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import type { BaseDocument } from "./base-document.ts";
import { describe, describeList, joinParagraphs } from "./describe.ts";
import { lifecycleKeywords } from "./lifecycle-keywords.ts";
import { messageSchema } from "./message-schema.ts";
import { type UnionSchemas, unionSchemas } from "./union-schemas.ts";

/** Schemas by name. */
export type Schemas = Record<string, JsonSchema>;

/** Returns the schemas of all messages and enums of the files, except those that the base document omits. */
export function componentSchemas(files: readonly DescFile[], base: BaseDocument): Schemas {
  const types = namedTypes(files);
  for (const [index, name] of base.omit.entries()) {
    if (!types.delete(name)) {
      throw new CodegenError(
        "mismatch",
        `${base.path}#/omit/${index}: expected the name of a message or enum, got ${name}`,
      );
    }
  }
  const messages = [...types.values()].filter((desc) => desc.kind === "message");
  const unions = findUnions(messages, base).map(([desc, union]) => unionSchemas(desc, union));
  const schemas = [...types].map(([name, desc]): [string, JsonSchema] => [
    name,
    desc.kind === "enum" ? enumSchema(desc) : messageSchema(desc, base.unions),
  ]);
  const discriminated = addDiscriminators(Object.fromEntries(schemas), unions, messages);
  return unions.reduce((all, { added }) => mergeSchemas(all, added, `${base.path}#/unions`), discriminated);
}

/** Merges two sets of schemas. Throws {@link CodegenError} if both contain the same name. */
export function mergeSchemas(first: Schemas, second: Readonly<Schemas>, place: string): Schemas {
  const name = Object.keys(second).find((candidate) => Object.hasOwn(first, candidate));
  if (name !== undefined) {
    throw new CodegenError("mismatch", `${place}: expected a name other than those of the messages, got ${name}`);
  }
  return { ...first, ...second };
}

function namedTypes(files: readonly DescFile[]): Map<string, DescMessage | DescEnum> {
  const types = new Map<string, DescMessage | DescEnum>();
  for (const desc of files.flatMap((file) => [...file.enums, ...file.messages])) {
    const other = types.get(desc.name);
    if (other !== undefined) {
      throw new CodegenError("unsupported", `${desc.typeName}: expected a name other than that of ${other.typeName}`);
    }
    const nested = desc.kind === "message" ? [...desc.nestedEnums, ...desc.nestedMessages] : [];
    const unknown = [...nested, ...(desc.kind === "message" ? desc.nestedExtensions : [])][0];
    if (unknown !== undefined) {
      throw new CodegenError("unsupported", `${unknown.typeName}: expected no types nested in messages`);
    }
    types.set(desc.name, desc);
  }
  return types;
}

function findUnions(messages: readonly DescMessage[], base: BaseDocument) {
  const oneofs = new Map(messages.flatMap((m) => m.oneofs).map((desc) => [`${desc.parent.name}.${desc.name}`, desc]));
  return Object.entries(base.unions).map(([name, union]): [DescOneof, typeof union] => {
    const desc = oneofs.get(name);
    if (desc === undefined) {
      throw new CodegenError(
        "mismatch",
        `${base.path}#/unions/${name}: expected one of ${[...oneofs.keys()].join(", ")}`,
      );
    }
    refuseUnknownFields(desc, { kinds: union.kinds, wrap: union.wrap }, `${base.path}#/unions/${name}`);
    return [desc, union];
  });
}

function refuseUnknownFields(desc: DescOneof, byField: Record<string, object | undefined>, place: string): void {
  for (const [member, fields = {}] of Object.entries(byField)) {
    const unknown = Object.keys(fields).find((name) => !desc.fields.some((field) => field.name === name));
    if (unknown !== undefined) {
      const known = desc.fields.map((field) => field.name).join(", ");
      throw new CodegenError("mismatch", `${place}/${member}/${unknown}: no such field, expected one of ${known}`);
    }
  }
}

function addDiscriminators(
  schemas: Schemas,
  unions: readonly UnionSchemas[],
  messages: readonly DescMessage[],
): Schemas {
  const plain = messages.flatMap((message) => message.fields).filter((field) => field.oneof === undefined);
  const changed = { ...schemas };
  for (const [name, { property, schema }] of unions.flatMap((union) => Object.entries(union.discriminators))) {
    refuseOtherUse(name, plain);
    const { required = [], properties = {}, ...rest } = changed[name] ?? {};
    if (Object.hasOwn(properties, property)) {
      throw new CodegenError("unsupported", `${name}.${property}: expected a name other than the discriminator's`);
    }
    changed[name] = { ...rest, required: [property, ...required], properties: { [property]: schema, ...properties } };
  }
  return changed;
}

/** The schema of a union's member requires the discriminator, which a plain field does not have. */
function refuseOtherUse(name: string, fields: readonly DescField[]): void {
  const other = fields.find((field) => field.message?.name === name);
  if (other !== undefined) {
    const place = `${other.parent.typeName}.${other.name}`;
    throw new CodegenError("unsupported", `${place}: expected a message that is not a member of a union, got ${name}`);
  }
}

/**
 * Returns the schema of an enum in the public JSON form: a closed list of names without the enum's prefix. It does not
 * include the value 0, for which the member is omitted.
 */
function enumSchema(desc: DescEnum): JsonSchema {
  const named = desc.values.filter((value) => value.number !== 0);
  const items = desc.values.map((value) => [value.number === 0 ? "absent" : `\`${shortName(value)}\``, value] as const);
  return {
    ...joinParagraphs(describe(desc), describeList(items)),
    ...lifecycleKeywords(desc),
    type: "string",
    enum: named.map(shortName),
  };
}

function shortName(value: DescEnumValue): string {
  const prefix = value.parent.sharedPrefix?.toUpperCase();
  if (prefix === undefined) {
    throw new CodegenError("unsupported", `${value.parent.typeName}: expected values that share the enum's prefix`);
  }
  return value.name.slice(prefix.length);
}
