// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, getOption, ScalarType } from "@bufbuild/protobuf";
import { createEcmaScriptPlugin } from "@bufbuild/protoplugin";
import { CodegenError } from "../errors/codegen-error.ts";
import { Pii, pii } from "../gen/chaukas/spec/options/v1/options_pb.js";

const letters: Partial<Record<ScalarType, string>> = {
  [ScalarType.STRING]: "s",
  [ScalarType.BOOL]: "b",
  [ScalarType.INT32]: "n",
  [ScalarType.DOUBLE]: "d",
  [ScalarType.INT64]: "i",
};
const wellKnown: Readonly<Record<string, string>> = {
  "google.protobuf.Timestamp": "t",
  "google.protobuf.Struct": "j",
  "google.protobuf.Any": "a",
};
const marks: Partial<Record<Pii, string>> = { [Pii.POSSIBLE]: "+", [Pii.LIKELY]: "*" };

/**
 * Generates `x_shapes.ts` for every `x.proto`: a table with which a program encodes, decodes and masks the messages with the
 * given names, and those in them, without descriptors, as small as possible. A message is a text of fields with commas
 * between them: the name in TypeScript, `:`, the number unless it is one more than that of the field before, `?` if it is
 * optional or a member of a oneof, `[` if it is repeated, then the kind (`s` string, `b` bool, `n` int32 or enum,
 * `d` double, `i` int64, `t` Timestamp, `j` Struct, `a` Any, `m` message), then `+` or `*` if personal data is possible or
 * likely, then the name of the message. `:s` is left out, since most fields are strings.
 */
export const messageShapesPlugin = createEcmaScriptPlugin<{ readonly roots: readonly string[] }>({
  name: "protoc-gen-message-shapes",
  version: "v2",
  parseOptions: (options) => ({
    roots: options.filter(({ key }) => key === "root").map(({ value }) => value),
  }),
  generateTs(schema) {
    for (const file of schema.files) {
      const f = schema.generateFile(`${file.name}_shapes.ts`);
      f.preamble(file);
      f.print("/** Fields of the messages. */");
      f.print("export const messageShapes = {");
      const messages = [...schema.typesInFile(file)].filter((type) => type.kind === "message");
      const needed = findNeeded(messages, schema.options.roots);
      for (const message of messages.filter((each) => needed.has(each))) {
        f.print("  ", message.name, ": ", f.string(describeMessage(message)), ",");
      }
      f.print("} as const;");
    }
  },
});

function findNeeded(messages: readonly DescMessage[], roots: readonly string[]): ReadonlySet<DescMessage> {
  const needed = new Set<DescMessage>();
  const add = (message: DescMessage) => {
    if (!needed.has(message)) {
      needed.add(message);
      for (const { message: inner } of message.fields) {
        inner !== undefined && add(inner);
      }
    }
  };
  for (const root of roots) {
    const message = messages.find(({ name }) => name === root);
    if (message === undefined) {
      throw new CodegenError("usage", `root=${root}: expected one of ${messages.map(({ name }) => name).join(", ")}`);
    }
    add(message);
  }
  return needed;
}

function describeMessage(message: DescMessage): string {
  let last = 0;
  const fields = message.fields.map((field) => {
    const number = field.number === last + 1 ? "" : String(field.number);
    last = field.number;
    const shape = number + describeField(message, field);
    return field.localName + (shape.startsWith("s") ? shape.slice(1) : `:${shape}`);
  });
  return fields.join(",");
}

function describeField(message: DescMessage, field: DescField): string {
  const derived = field.localName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (derived !== field.name) {
    throw new CodegenError("usage", `${message.typeName}.${field.name}: expected the name ${derived}`);
  }
  const member = field.oneof !== undefined;
  const optional = field.fieldKind === "scalar" && field.presence === 1;
  const repeated = field.fieldKind === "list";
  const type = field.message?.typeName ?? "";
  const kind =
    field.message !== undefined ? (wellKnown[type] ?? "m") : field.scalar === undefined ? "n" : letters[field.scalar];
  if (kind === undefined || field.fieldKind === "map") {
    throw new CodegenError("usage", `${message.typeName}.${field.name}: expected a type that shapes describe`);
  }
  const mark = marks[getOption(field, pii)] ?? "";
  const name = kind === "m" ? field.message?.name : "";
  return `${member || optional ? "?" : ""}${repeated ? "[" : ""}${kind}${mark}${name}`;
}
