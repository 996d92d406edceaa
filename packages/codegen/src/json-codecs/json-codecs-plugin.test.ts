// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clone, create } from "@bufbuild/protobuf";
import {
  CodeGeneratorRequestSchema,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compileRepository } from "../../test/compile-protos.ts";
import { jsonCodecsPlugin } from "./json-codecs-plugin.ts";

const root = join(import.meta.dirname, "../../../..");
const events = "chaukas/spec/common/v1/events.proto";
const query = "chaukas/spec/common/v1/query.proto";
const event = "message=chaukas.spec.common.v1.Event";

let protoFile: FileDescriptorProto[];
beforeAll(() => {
  protoFile = compileRepository().file;
});

/** Returns the files that the plugin writes, by name. */
function generate(fileToGenerate: readonly string[], ...options: string[]): Record<string, string> {
  const parameter = ["target=ts", "import_extension=js", ...options].join(",");
  const copies = protoFile.map((file) => clone(FileDescriptorProtoSchema, file));
  const request = create(CodeGeneratorRequestSchema, {
    fileToGenerate: [...fileToGenerate],
    protoFile: copies,
    parameter,
  });
  return Object.fromEntries(jsonCodecsPlugin.run(request).file.map(({ name, content }) => [name, content]));
}

/** Returns the options that a template passes to the plugin. */
function optionsIn(template: string): string[] {
  const { plugins } = parse(readFileSync(join(root, template), "utf8")) as {
    plugins: { local: string; opt: string[] }[];
  };
  const plugin = plugins.find(({ local }) => String(local).includes("protoc-gen-json-codecs"));
  return (plugin?.opt ?? []).filter((option) => !/^(?:target|import_extension)=/.test(option));
}

describe("jsonCodecsPlugin", () => {
  it.each([
    ["buf.gen.yaml", "packages/spec-common/src/json/gen", [events, query]],
    [
      "packages/spec-integrity/buf.gen.yaml",
      "packages/spec-integrity/src/audit/gen",
      ["chaukas/spec/audit/v1/audit.proto"],
    ],
    ["packages/spec-server/buf.gen.yaml", "packages/spec-server/src/json/gen", ["chaukas/spec/server/v1/server.proto"]],
  ])("generates the checked-in files of %s", (template, folder, files) => {
    const written = generate(files, ...optionsIn(template));
    expect(Object.keys(written)).toEqual(files.map((name) => name.replace(".proto", "_codec.ts")));
    for (const [name, content] of Object.entries(written)) {
      expect(content).toBe(readFileSync(join(root, folder, name), "utf8"));
    }
  });

  it("generates four functions on top of a codec that a bundler can drop", () => {
    const written = generate([query], "codec=@example/json", "message=chaukas.spec.common.v1.QueryRequest:query");
    expect(
      codeOf(written["chaukas/spec/common/v1/query_codec.ts"]),
    ).toBe(`import { createJsonCodec } from "@example/json";
import type { QueryRequest } from "./query_pb.js";
import { QueryRequestSchema } from "./query_pb.js";
import type { QueryRequestJson } from "./query_json.js";
const queryRequestCodec = /*@__PURE__*/ createJsonCodec<typeof QueryRequestSchema, QueryRequestJson>(QueryRequestSchema);
export function queryRequestToJson(query: QueryRequest): QueryRequestJson {
  return queryRequestCodec.toJson(query);
}
export function queryRequestFromJson(json: unknown): QueryRequest {
  return queryRequestCodec.fromJson(json);
}
export function queryRequestToJsonString(query: QueryRequest): string {
  return queryRequestCodec.toJsonString(query);
}
export function queryRequestFromJsonString(text: string): QueryRequest {
  return queryRequestCodec.fromJsonString(text);
}`);
  });

  it("generates four functions on top of individually imported functions", () => {
    const written = generate([events], "functions=../json.js", event);
    expect(codeOf(written["chaukas/spec/common/v1/events_codec.ts"])).toContain(`
import { publicReaderOf, readJson, readJsonText, writeJson, writeJsonText } from "../../../../../json.js";
export function eventToJson(event: Event): EventJson {
  return writeJson(EventSchema, event) as EventJson;
}
export function eventFromJson(json: unknown): Event {
  return readJson(publicReaderOf, EventSchema, json);
}`);
  });

  it("documents what each function throws, with the right article before the name of the message", () => {
    const [content = ""] = Object.values(generate([events, query], "codec=a", event));
    expect(content).toContain(`
/**
 * Reads an \`Event\` message from text in the public JSON form.
 * Throws \`JsonCodecError\` if the text is not in that form. Rejects what \`JSON.parse\` would silently change: duplicate
 * keys, and integers that a number would round.
 */`);
    const [other = ""] = Object.values(generate([query], "codec=a", "message=chaukas.spec.common.v1.QueryResponse"));
    expect(other).toContain("Converts a `QueryResponse` message to the public JSON form");
  });

  it("generates no file for a proto without chosen messages, and ignores messages of other packages", () => {
    const other = "message=chaukas.spec.audit.v1.LogEntry";
    expect(Object.keys(generate([events, query], "codec=a", event, other))).toEqual([
      "chaukas/spec/common/v1/events_codec.ts",
    ]);
  });

  it.each([
    [
      ["codec=a", "message=chaukas.spec.common.v1.Evnt"],
      "option message: expected an existing message, got chaukas.spec.common.v1.Evnt",
    ],
    [["codec=a", "file=b"], ": expected message=NAME, and codec=MODULE or functions=MODULE"],
    [[event], "expected exactly one of codec=MODULE and functions=MODULE"],
    [["codec=a", "functions=b"], "expected exactly one of codec=MODULE and functions=MODULE"],
  ])("rejects the options %j", (options, message) => {
    expect(() => generate([events, query], ...options)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message) }),
    );
  });
});

/** Removes the comments and blank lines of a module. */
function codeOf(content = ""): string {
  return content
    .replace(/^ *\/\*[\s\S]*?\*\/\n|^\/\/.*\n/gm, "")
    .replace(/\n+/g, "\n")
    .trim();
}
