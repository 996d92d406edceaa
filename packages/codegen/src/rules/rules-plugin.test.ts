// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { create, createFileRegistry, fromBinary, getOption, hasOption } from "@bufbuild/protobuf";
import {
  CodeGeneratorRequestSchema,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_descriptor,
} from "@bufbuild/protobuf/wkt";
import { field as fieldRules } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import { beforeAll, describe, expect, it } from "vitest";
import { CodegenError } from "../errors/codegen-error.ts";
import { rulesPlugin } from "./rules-plugin.ts";

const root = join(import.meta.dirname, "../../../..");
const parameter = "target=ts,import_extension=js,map_imports=buf/validate/:@bufbuild/protovalidate/gen";
const events = "chaukas/spec/common/v1/events.proto";
const query = "chaukas/spec/common/v1/query.proto";

let protoFile: FileDescriptorProto[];
beforeAll(() => {
  const args = ["build", "--as-file-descriptor-set", "--output", "-"];
  const image = execFileSync("buf", args, { cwd: root, maxBuffer: 2 ** 24 });
  protoFile = fromBinary(FileDescriptorSetSchema, image).file;
  for (const file of protoFile) {
    file.dependency = file.dependency.filter((path) => path !== "chaukas/spec/options/v1/options.proto");
    withoutLifecycles(file);
  }
});

/** Removes the options that buf.gen.yaml excludes: those of chaukas.spec.options.v1. */
function withoutLifecycles(value: unknown): void {
  if (typeof value !== "object" || value === null) {
    return;
  }
  const message = value as { $unknown?: { no: number }[] };
  if (message.$unknown !== undefined) {
    message.$unknown = message.$unknown.filter(({ no }) => no !== 58080 && no !== 58081);
  }
  Object.values(value).forEach(withoutLifecycles);
}

/** Returns the files that the plugin writes, by name. */
function generate(...fileToGenerate: string[]): Record<string, string> {
  const request = create(CodeGeneratorRequestSchema, { fileToGenerate, protoFile, parameter });
  const { file, error } = rulesPlugin.run(request);
  expect(error).toBe("");
  return Object.fromEntries(file.map(({ name, content }) => [name, content]));
}

/** Returns the descriptor in a generated file. */
function embedded(content = ""): FileDescriptorProto {
  const base64 = /fileDesc\("([^"]+)"/.exec(content)?.[1];
  return fromBinary(FileDescriptorProtoSchema, Buffer.from(base64 ?? "", "base64"));
}

describe("rulesPlugin", () => {
  it("writes one file for each proto", () => {
    expect(Object.keys(generate(events, query))).toEqual([
      "chaukas/spec/common/v1/events_rules.ts",
      "chaukas/spec/common/v1/query_rules.ts",
    ]);
  });

  it("embeds the descriptor with its rules", () => {
    const { "chaukas/spec/common/v1/events_rules.ts": content } = generate(events);
    const descriptor = embedded(content);
    expect(descriptor.name).toBe(events);
    // The dependencies of a descriptor are passed separately, as imported modules.
    const file = protoFile.map((file) =>
      file.name === events ? { ...descriptor, dependency: file.dependency } : file,
    );
    const registry = createFileRegistry(create(FileDescriptorSetSchema, { file }));
    const eventId = registry.getMessage("chaukas.spec.common.v1.Event")?.field["eventId"];
    expect(eventId && hasOption(eventId, fieldRules) && getOption(eventId, fieldRules).required).toBe(true);
  });

  it("leaves out comments and other source information", () => {
    const { "chaukas/spec/common/v1/events_rules.ts": content } = generate(events);
    expect(protoFile.find((file) => file.name === events)?.sourceCodeInfo).toBeDefined();
    expect(embedded(content).sourceCodeInfo).toBeUndefined();
  });

  it("imports the rules of protos of the same run from their own files", () => {
    const content = generate(events, query)["chaukas/spec/common/v1/query_rules.ts"];
    expect(content).toContain('import { rules_chaukas_spec_common_v1_events } from "./events_rules.js";');
    expect(content).toMatch(
      /\[file_buf_validate_validate, rules_chaukas_spec_common_v1_events, file_google_protobuf_timestamp\]\);/,
    );
  });

  it("imports other protos from their generated code", () => {
    const content = generate(query)["chaukas/spec/common/v1/query_rules.ts"];
    expect(content).toContain(
      'import { file_buf_validate_validate } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";',
    );
    expect(content).toContain('import { file_google_protobuf_timestamp } from "@bufbuild/protobuf/wkt";');
    expect(content).toContain('import { file_chaukas_spec_common_v1_events } from "./events_pb.js";');
  });

  it("imports no messages, so that a bundle contains each of them once", () => {
    for (const content of Object.values(generate(events, query))) {
      expect(content.match(/from "[^"]*_pb\.js"/g)).toEqual([
        'from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js"',
      ]);
    }
  });

  it("rejects descriptor.proto", () => {
    const descriptor = file_google_protobuf_descriptor.proto;
    const request = create(CodeGeneratorRequestSchema, {
      fileToGenerate: [descriptor.name],
      protoFile: [descriptor],
      parameter,
    });
    let error: unknown;
    try {
      rulesPlugin.run(request);
    } catch (reason) {
      error = reason;
    }
    expect(error).toBeInstanceOf(CodegenError);
    expect(error).toMatchObject({
      code: "unsupported",
      message: "google/protobuf/descriptor.proto: expected a file that is not google/protobuf/descriptor.proto",
    });
  });
});
