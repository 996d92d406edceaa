// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescOneof } from "@bufbuild/protobuf";
import { CodegenError } from "../errors/codegen-error.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import type { UnionDeclaration } from "./base-document.ts";
import { describeList } from "./describe.ts";
import { messageReference, reference } from "./field-schema.ts";

/** The schemas generated for a oneof. */
export interface UnionSchemas {
  /** The union, and the objects that wrap members without a place for the discriminator. */
  readonly added: Readonly<Record<string, JsonSchema>>;
  /** The discriminators, which are the first property of a message's schema, by the name of the message. */
  readonly discriminators: Readonly<Record<string, { readonly property: string; readonly schema: JsonSchema }>>;
}

/** Converts a oneof of messages to a union with a discriminator. */
export function unionSchemas(desc: DescOneof, union: UnionDeclaration): UnionSchemas {
  const members = desc.fields.map((field) => describeMember(field, union));
  const discriminators = members.filter(({ wrapped }) => wrapped === undefined);
  const name = union.discriminator;
  return {
    added: {
      [union.schema]: {
        description: `One of the following, distinguished by \`${name}\`:\n\n${describeList(
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
    throw new CodegenError("unsupported", `${place}: expected a message as a member of a union`);
  }
  const kind = union.kinds?.[field.name] ?? field.name;
  const value = messageReference(field.message, place);
  const wrap = union.wrap?.[field.name];
  if (wrap === undefined) {
    if (value.$ref === undefined) {
      throw new CodegenError(
        "unsupported",
        `${place}: expected a message with a place for a discriminator, got ${field.message.typeName}`,
      );
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
  return { description: "Identifies this kind of content.", type: "string", const: kind };
}
