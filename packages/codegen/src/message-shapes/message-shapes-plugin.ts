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
 * Generates `x_shapes.ts` for every `x.proto`: a table of the messages that a program needs to complete, mask and encode
 * them without descriptors, as small as possible. A field is a text: its number, `?` if it is optional or a member of a
 * oneof, `[` if it is repeated, then the kind (`s` string, `b` bool, `n` int32 or enum, `d` double, `i` int64,
 * `t` Timestamp, `j` Struct, `a` Any, `m` message), then `+` or `*` if personal data is possible or likely, then the name
 * of the message.
 */
export const messageShapesPlugin = createEcmaScriptPlugin({
  name: "protoc-gen-message-shapes",
  version: "v1",
  generateTs(schema) {
    for (const file of schema.files) {
      const f = schema.generateFile(`${file.name}_shapes.ts`);
      f.preamble(file);
      f.print("/** Fields of the messages by their names in TypeScript. */");
      f.print("export const messageShapes = {");
      for (const message of schema.typesInFile(file)) {
        if (message.kind === "message") {
          f.print("  ", message.name, ": {");
          for (const field of message.fields) {
            f.print("    ", field.localName, ": ", f.string(describeField(message, field)), ",");
          }
          f.print("  },");
        }
      }
      f.print("} as const;");
    }
  },
});

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
  return `${field.number}${member || optional ? "?" : ""}${repeated ? "[" : ""}${kind}${mark}${name}`;
}
