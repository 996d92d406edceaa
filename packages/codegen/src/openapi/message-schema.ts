// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, type DescOneof, getOption } from "@bufbuild/protobuf";
import { message as messageRules, oneof as oneofRules } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import { CodegenError } from "../errors/codegen-error.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import type { UnionDeclaration } from "./base-document.ts";
import { describe, joinParagraphs } from "./describe.ts";
import { fieldSchema, reference } from "./field-schema.ts";
import { lifecycleKeywords } from "./lifecycle-keywords.ts";

/** Returns the schema of a message in the public JSON form, with its properties in the order of the field numbers. */
export function messageSchema(desc: DescMessage, unions: Readonly<Record<string, UnionDeclaration>>): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const member of membersByNumber(desc)) {
    if (member.kind === "oneof") {
      properties[member.name] = oneofProperty(member, unions);
      continue;
    }
    const { schema, isRequired } = fieldSchema(member);
    properties[member.name] = schema;
    if (isRequired) {
      required.push(member.name);
    }
  }
  return {
    ...joinParagraphs(describe(desc), describeRules(desc)),
    ...lifecycleKeywords(desc),
    type: "object",
    ...(required.length > 0 ? { required } : {}),
    properties,
  };
}

function membersByNumber(desc: DescMessage): (DescField | DescOneof)[] {
  const numberOf = (member: DescField | DescOneof) =>
    member.kind === "oneof" ? Math.min(...member.fields.map((field) => field.number)) : member.number;
  return [...desc.members].sort((a, b) => numberOf(a) - numberOf(b));
}

function oneofProperty(desc: DescOneof, unions: Readonly<Record<string, UnionDeclaration>>): JsonSchema {
  const union = unions[`${desc.parent.name}.${desc.name}`];
  const place = `${desc.parent.typeName}.${desc.name}`;
  if (union === undefined) {
    throw new CodegenError("unsupported", `${place}: expected a oneof that the base document declares as a union`);
  }
  if (getOption(desc, oneofRules).required) {
    throw new CodegenError(
      "unsupported",
      `${place}: expected a rule with a keyword in JSON Schema, got oneof.required`,
    );
  }
  return { ...joinParagraphs(describe(desc)), ...reference(union.schema) };
}

/** Describes the rules that cover several fields by their messages, because JSON Schema has no keywords for them. */
function describeRules(desc: DescMessage): string {
  const rules = getOption(desc, messageRules);
  if (rules.celExpression.length > 0 || rules.oneof.length > 0) {
    throw new CodegenError("unsupported", `${desc.typeName}: expected no message rules except cel with a message`);
  }
  return rules.cel
    .map(({ id, message }) => {
      if (message === "") {
        throw new CodegenError("unsupported", `${desc.typeName}: expected a message for the rule ${id}`);
      }
      return `Rule \`${id}\`: ${message}.`;
    })
    .join("\n\n");
}
