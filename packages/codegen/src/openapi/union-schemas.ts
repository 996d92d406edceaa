// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescOneof } from "@bufbuild/protobuf";
import { CodegenError } from "../errors/codegen-error.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import type { UnionDeclaration } from "./base-document.ts";
import { describeList } from "./describe.ts";
import { messageReference, reference } from "./field-schema.ts";

/** Schemas that a oneof brings about. */
export interface UnionSchemas {
  /** The union, and the objects around members that have no place for the discriminator. */
  readonly added: Readonly<Record<string, JsonSchema>>;
  /** Discriminator that the schema of a message gets as its first property, by the message's name. */
  readonly discriminators: Readonly<Record<string, { readonly property: string; readonly schema: JsonSchema }>>;
}

/** Turns a oneof of messages into a union that is told apart by a discriminator. */
export function unionSchemas(desc: DescOneof, union: UnionDeclaration): UnionSchemas {
  const members = desc.fields.map((field) => describeMember(field, union));
  const discriminators = members.filter(({ wrapped }) => wrapped === undefined);
  const name = union.discriminator;
  return {
    added: {
      [union.schema]: {
        description: `One of the following, told apart by \`${name}\`:\n\n${describeList(
          members.map(({ kind, field }) => [`\`${kind}\``, field]),
        )}`,
        type: "object",
        oneOf: members.map(({ schema }) => reference(schema)),
        discriminator: {
          propertyName: name,
          mapping: Object.fromEntries(members.map(({ kind, schema }) => [kind, `#/components/schemas/${schema}`])),
        },
      },
      ...Object.fromEntries(members.flatMap(({ schema, wrapped }) => (wrapped ? [[schema, wrapped]] : []))),
    },
    discriminators: Object.fromEntries(
      discriminators.map(({ schema, kind }) => [schema, { property: name, schema: discriminatorSchema(kind) }]),
    ),
  };
}

function describeMember(field: DescField, union: UnionDeclaration) {
  const place = `${field.parent.typeName}.${field.name}`;
  if (field.message === undefined) {
    throw new CodegenError("unsupported", `${place}: expected a message as member of a union`);
  }
  const kind = union.kinds?.[field.name] ?? field.name;
  const value = messageReference(field.message, place);
  const wrap = union.wrap?.[field.name];
  if (wrap === undefined) {
    if (value.$ref === undefined) {
      throw new CodegenError("unsupported", `${place}: ${field.message.typeName} has no place for a discriminator`);
    }
    return { field, kind, schema: field.message.name, wrapped: undefined };
  }
  const wrapped: JsonSchema = {
    type: "object",
    required: [union.discriminator, wrap.property],
    properties: { [union.discriminator]: discriminatorSchema(kind), [wrap.property]: value },
  };
  return { field, kind, schema: wrap.schema, wrapped };
}

function discriminatorSchema(kind: string): JsonSchema {
  return { description: "Tells this kind of content from the others.", type: "string", const: kind };
}
