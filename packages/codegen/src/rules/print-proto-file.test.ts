// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  clone,
  create,
  createFileRegistry,
  createRegistry,
  fromBinary,
  type MessageInitShape,
  type Registry,
  toJson,
} from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import {
  FeatureSetSchema,
  type FieldOptions_CType,
  FieldOptionsSchema,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  FileOptionsSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from "@bufbuild/protobuf/wkt";
import { file_buf_validate_validate } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CodegenError } from "../errors/codegen-error.ts";
import { printProtoFile } from "./print-proto-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "print-proto-file-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Compiles sources with buf and returns every file of the result, without the names that buf derives. */
function compile(sources: Record<string, string>): FileDescriptorProto[] {
  const module = mkdtempSync(join(folder, "module-"));
  for (const [name, source] of Object.entries(sources)) {
    mkdirSync(dirname(join(module, name)), { recursive: true });
    writeFileSync(join(module, name), source);
  }
  const args = ["build", ".", "--as-file-descriptor-set", "--exclude-source-info", "--output", "-"];
  const set = execFileSync("buf", args, { cwd: module, stdio: ["ignore", "pipe", "inherit"] });
  return fromBinary(FileDescriptorSetSchema, set).file.map(withoutJsonNames);
}

/** Removes `json_name`, which compilers set and descriptors in generated code omit. */
function withoutJsonNames(file: FileDescriptorProto): FileDescriptorProto {
  const copy = clone(FileDescriptorProtoSchema, file);
  for (const field of [...copy.extension, ...copy.messageType.flatMap((message) => message.field)]) {
    field.jsonName = "";
  }
  return copy;
}

const shapes = `
syntax = "proto2";

package shapes.v1;

import "google/protobuf/descriptor.proto";

option cc_enable_arenas = true;
option go_package = "example.com/shapes";
option optimize_for = LITE_RUNTIME;

extend google.protobuf.FieldOptions {
  optional Note note = 50001;
  repeated string label = 50002;
  repeated Note notes = 50003;
  optional Kind kind = 50004;
}

extend google.protobuf.MessageOptions {
  optional bool checked = 50001;
}

message Note {
  repeated string line = 1;
  repeated Note inner = 2;
  optional Kind kind = 3;
  optional bool last = 4;
}

message Thing {
  required string name = 1 [(note) = {line: "a \\"quoted\\" \\\\ line", line: "two\\nlines", kind: KIND_SOME}];
  repeated int64 count = 2 [packed = true, deprecated = true];
  oneof choice {
    string text = 3;
    Note other = 4 [(note).inner = {last: true, inner: {line: "é"}}];
  }
  optional sfixed32 after = 5 [ctype = CORD, (note).last = false, (label) = "a", (label) = "b", (kind) = KIND_SOME];
  optional bool noted = 6 [(notes) = {line: "a"}, (notes) = {}];
  reserved 7, 9 to 11, 536870911;
  reserved "old", "older";
  extensions 100 to 199, 1000 to 536870910;
}

enum Kind {
  KIND_NONE = 0;
  KIND_SOME = 1;
  KIND_BELOW = -1;
  reserved 5, 536870911, 2000000000 to max;
  reserved "KIND_OLD";
}
`;

/** Normalizes a descriptor, so that it does not depend on how its options were split on the wire. */
function describeFile(file: FileDescriptorProto | undefined, registry: Registry) {
  return file && toJson(FileDescriptorProtoSchema, file, { registry });
}

describe("printProtoFile", () => {
  it("prints rule definitions that compile to the same descriptor", () => {
    const name = "buf/validate/validate.proto";
    const registry = createRegistry(file_buf_validate_validate);
    const original = withoutJsonNames(file_buf_validate_validate.proto);
    const compiled = compile({ [name]: printProtoFile(original, registry) }).find((file) => file.name === name);
    expect(describeFile(compiled, registry)).toEqual(describeFile(original, registry));
    expect(original.extension).not.toEqual([]);
  });

  it("prints everything it supports as source that compiles to the same descriptor", () => {
    const name = "shapes.proto";
    const files = compile({ [name]: shapes });
    const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: files }));
    const original = files.find((file) => file.name === name) as FileDescriptorProto;
    const compiled = compile({ [name]: printProtoFile(original, registry) }).find((file) => file.name === name);
    expect(describeFile(compiled, registry)).toEqual(describeFile(original, registry));
  });

  it("prints a file without package, options or members", () => {
    const file = create(FileDescriptorProtoSchema, { name: "empty.proto" });
    expect(printProtoFile(file, createRegistry())).toBe('syntax = "proto2";\n');
  });
});

type FileInit = Exclude<MessageInitShape<typeof FileDescriptorProtoSchema>, FileDescriptorProto>;
type FieldInit = NonNullable<NonNullable<FileInit["messageType"]>[number]["field"]>[number];

function inMessage(init: NonNullable<FileInit["messageType"]>[number]): FileInit {
  return { messageType: [{ name: "Thing", ...init }] };
}

function inField(init: FieldInit): FileInit {
  return inMessage({ field: [{ name: "count", number: 1, type: Type.INT32, label: Label.OPTIONAL, ...init }] });
}

/** Field 50000 with the value 1. No message in descriptor.proto has such a field. */
const unknownField = new BinaryWriter().tag(50_000, WireType.Varint).uint32(1).finish();

describe("printProtoFile rejects", () => {
  it.each<[string, FileInit, string]>([
    ["proto3", { syntax: "proto3" }, "t.proto: syntax: expected proto2, got proto3"],
    ["editions", { syntax: "editions" }, "t.proto: syntax: expected proto2, got editions"],
    ["a service", { service: [{ name: "S" }] }, "t.proto: service: expected none, got one that cannot be printed"],
    [
      "a public import",
      { dependency: ["a.proto"], publicDependency: [0] },
      "t.proto: public_dependency: expected none, got one that cannot be printed",
    ],
    [
      "a nested message",
      inMessage({ nestedType: [{ name: "Inner" }] }),
      "t.proto: Thing: nested_type: expected none, got one that cannot be printed",
    ],
    [
      "a nested enum",
      inMessage({ enumType: [{ name: "Inner" }] }),
      "t.proto: Thing: enum_type: expected none, got one that cannot be printed",
    ],
    [
      "a nested extension",
      inMessage({ extension: [{ name: "inner" }] }),
      "t.proto: Thing: extension: expected none, got one that cannot be printed",
    ],
    [
      "options of a message",
      inMessage({ options: { deprecated: true } }),
      "t.proto: Thing: options: expected none, got one that cannot be printed",
    ],
    [
      "options of a oneof",
      inMessage({ oneofDecl: [{ name: "choice", options: {} }] }),
      "t.proto: Thing: choice: options: expected none, got one that cannot be printed",
    ],
    [
      "options of an extension range",
      inMessage({ extensionRange: [{ start: 5, end: 9, options: {} }] }),
      "t.proto: Thing: ExtensionRange: options: expected none, got one that cannot be printed",
    ],
    [
      "options of an enum",
      { enumType: [{ name: "Kind", options: { allowAlias: true } }] },
      "t.proto: Kind: options: expected none, got one that cannot be printed",
    ],
    [
      "options of an enum value",
      { enumType: [{ name: "Kind", value: [{ name: "NONE", number: 0, options: {} }] }] },
      "t.proto: Kind: NONE: options: expected none, got one that cannot be printed",
    ],
    [
      "a default value",
      inField({ defaultValue: "5" }),
      "t.proto: Thing: count: default_value: expected none, got one that cannot be printed",
    ],
    [
      "a custom JSON name",
      inField({ jsonName: "number" }),
      "t.proto: Thing: count: json_name: expected count, got number",
    ],
    [
      "a group",
      inField({ type: Type.GROUP, typeName: ".p.Group" }),
      "t.proto: Thing: count: type: expected a type other than group, got group",
    ],
    [
      "an option that is not in the registry",
      inField({ options: fromBinary(FieldOptionsSchema, unknownField) }),
      "google.protobuf.FieldOptions: expected an option in the registry, got number 50000",
    ],
    [
      "a file option that is not in the registry",
      { options: fromBinary(FileOptionsSchema, unknownField) },
      "google.protobuf.FileOptions: expected an option in the registry, got number 50000",
    ],
    [
      "an unknown field in an option",
      inField({ options: { features: fromBinary(FeatureSetSchema, unknownField) } }),
      "google.protobuf.FeatureSet: expected only known fields, got number 50000",
    ],
    [
      "an enum value without a name",
      inField({ options: { ctype: 77 as FieldOptions_CType } }),
      "option ctype: expected a message, enum, string or boolean, got enum",
    ],
    [
      "an option with a value that cannot be printed",
      { options: { uninterpretedOption: [{ positiveIntValue: 5n }] } },
      "option positive_int_value: expected a message, enum, string or boolean, got uint64",
    ],
  ])("%s", (_, init, message) => {
    const file = create(FileDescriptorProtoSchema, { name: "t.proto", package: "p", ...init });
    const error = catchError(() => printProtoFile(file, createRegistry()));
    expect(error).toBeInstanceOf(CodegenError);
    expect(error).toMatchObject({ name: "CodegenError", code: "unsupported", message });
  });
});

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
