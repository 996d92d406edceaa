// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isMessage } from "@bufbuild/protobuf";
import { protoCamelCase, type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import {
  type FieldDescriptorProto,
  FieldDescriptorProto_Type,
  FieldDescriptorProtoSchema,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import { CodegenError } from "../errors/codegen-error.ts";

/** The parts of a descriptor that {@link printProtoFile} prints, by their names in google/protobuf/descriptor.proto. */
const printable: Readonly<Record<string, readonly string[]>> = {
  FileDescriptorProto: ["name", "package", "dependency", "message_type", "enum_type", "extension", "options", "syntax"],
  DescriptorProto: ["name", "field", "oneof_decl", "extension_range", "reserved_range", "reserved_name"],
  FieldDescriptorProto: [
    ...["name", "json_name", "number", "label", "type", "type_name", "extendee"],
    ...["oneof_index", "options"],
  ],
  OneofDescriptorProto: ["name"],
  EnumDescriptorProto: ["name", "value", "reserved_range", "reserved_name"],
  EnumValueDescriptorProto: ["name", "number"],
  ExtensionRange: ["start", "end"],
  ReservedRange: ["start", "end"],
  EnumReservedRange: ["start", "end"],
};

/** Throws a `CodegenError` for the first part of a file that would not be printed. */
export function refuseUnprintable(file: FileDescriptorProto): void {
  if (file.syntax !== "" && file.syntax !== "proto2") {
    throw unsupported(`${file.name}: syntax`, "proto2", file.syntax);
  }
  refuseInMessage(reflect(FileDescriptorProtoSchema, file), file.name);
}

function refuseInMessage(message: ReflectMessage, place: string): void {
  const allowed = printable[message.desc.name] ?? [];
  for (const field of message.fields.filter((field) => message.isSet(field))) {
    if (!allowed.includes(field.name)) {
      throw unsupported(`${place}: ${field.name}`, "none", "one that cannot be printed");
    }
    // Options are checked one by one when they are printed.
    if (field.fieldKind === "list" && field.listKind === "message") {
      for (const member of message.get(field) as Iterable<ReflectMessage>) {
        refuseInMessage(member, `${place}: ${"name" in member.message ? member.message.name : member.desc.name}`);
      }
    }
  }
  if (isMessage(message.message, FieldDescriptorProtoSchema)) {
    refuseField(message.message, place);
  }
}

function refuseField(field: FieldDescriptorProto, place: string): void {
  const jsonName = protoCamelCase(field.name);
  if (field.jsonName !== "" && field.jsonName !== jsonName) {
    throw unsupported(`${place}: json_name`, jsonName, field.jsonName);
  }
  if (field.type === FieldDescriptorProto_Type.GROUP) {
    throw unsupported(`${place}: type`, "a type other than group", "group");
  }
}

function unsupported(place: string, expected: string, received: string): CodegenError {
  return new CodegenError("unsupported", `${place}: expected ${expected}, got ${received}`);
}
