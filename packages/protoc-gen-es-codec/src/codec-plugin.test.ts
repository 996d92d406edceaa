// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { create, fromBinary } from "@bufbuild/protobuf";
import { CodeGeneratorRequestSchema, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { describe, expect, inject, it } from "vitest";
import { codecPlugin } from "./codec-plugin.ts";

const root = join(import.meta.dirname, "..");

/** Returns the files that the plugin writes for a proto of the tests, by name. */
function generate(file: string, ...options: string[]): Record<string, string> {
  const args = ["build", "test/protos", "--as-file-descriptor-set", "--output", "-"];
  const set = execFileSync(join(root, "node_modules/.bin/buf"), args, { cwd: root });
  const request = create(CodeGeneratorRequestSchema, {
    fileToGenerate: [file],
    protoFile: fromBinary(FileDescriptorSetSchema, set).file,
    parameter: ["target=ts", "import_extension=js", ...options].join(","),
  });
  return Object.fromEntries(codecPlugin.run(request).file.map(({ name, content }) => [name, content]));
}

describe("codecPlugin", () => {
  it("writes the codec of each file, of the well-known types that it uses, and the runtime", () => {
    expect(Object.keys(generate("shapes.proto")).sort()).toEqual([
      "es_codec/error.ts",
      "es_codec/reader.ts",
      "es_codec/writer.ts",
      "google/protobuf/any_codec.ts",
      "google/protobuf/struct_codec.ts",
      "google/protobuf/wrappers_codec.ts",
      "shapes_codec.ts",
    ]);
  });

  it("imports the runtime and well-known types of another package, if told so", () => {
    const files = generate("shapes.proto", "runtime=@example/gen/");
    expect(Object.keys(files)).toEqual(["shapes_codec.ts"]);
    expect(files["shapes_codec.ts"]).toContain('from "@example/gen/es_codec/writer.js"');
    expect(files["shapes_codec.ts"]).toContain('from "@example/gen/google/protobuf/any_codec.js"');
  });

  it("writes the codecs of well-known types that only another run uses, if told so", () => {
    const option = "well_known=google/protobuf/struct.proto";
    expect(Object.keys(generate("shapes.proto", option)).sort()).toEqual(Object.keys(generate("shapes.proto")).sort());
    expect(Object.keys(generate("legacy.proto")).join()).not.toContain("google/");
    expect(Object.keys(generate("legacy.proto", "files=none", option))).toContain("google/protobuf/struct_codec.ts");
    expect(() => generate("legacy.proto", "well_known=google/protobuf/none.proto")).toThrow(
      "well_known: expected a file that the protos import, got google/protobuf/none.proto",
    );
  });

  it("imports the runtime with the extension that is asked for", () => {
    expect(generate("legacy.proto", "import_extension=ts")["es_codec/writer.ts"]).toContain('from "./error.ts"');
    expect(generate("legacy.proto", "import_extension=none")["es_codec/writer.ts"]).toContain('from "./error"');
  });

  it("writes codecs only for the files that are asked for", () => {
    expect(Object.keys(generate("legacy.proto", "runtime=@example/gen", "files=shapes"))).toEqual([]);
    expect(Object.keys(generate("legacy.proto", "runtime=@example/gen", "files=leg"))).toEqual(["legacy_codec.ts"]);
  });

  it("rejects other options", () => {
    const expected = "expected runtime=MODULE, files=PREFIX and well_known=google/protobuf/FILE";
    expect(() => generate("legacy.proto", "runtime=")).toThrow(expected);
    expect(() => generate("legacy.proto", "file=a")).toThrow(expected);
    expect(() => generate("legacy.proto", "well_known=shapes.proto")).toThrow(expected);
  });

  it("writes code that compiles under strict settings", { timeout: 60_000 }, () => {
    const options = [
      "--strict",
      "--exactOptionalPropertyTypes",
      "--noUncheckedIndexedAccess",
      "--verbatimModuleSyntax",
    ];
    const target = ["--noEmit", "--target", "es2022", "--module", "nodenext", "--types", "", "--skipLibCheck"];
    const files = [
      "shapes",
      "legacy",
      "google/protobuf/test_messages_proto2",
      "google/protobuf/test_messages_edition2023",
    ];
    const paths = files.map((name) => join(inject("generated"), `${name}_codec.ts`));
    const run = () =>
      execFileSync(join(root, "node_modules/.bin/tsc"), [...options, ...target, "--ignoreConfig", ...paths], {
        encoding: "utf8",
      });
    expect(run()).toBe("");
  });
});
