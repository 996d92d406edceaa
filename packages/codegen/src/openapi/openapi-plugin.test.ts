// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clone, create } from "@bufbuild/protobuf";
import { CodeGeneratorRequestSchema, type FileDescriptorSet, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileRepository } from "../../test/compile-protos.ts";
import { openApiPlugin } from "./openapi-plugin.ts";

const root = join(import.meta.dirname, "../../../..");
const base = join(root, "openapi/base.yaml");
const manifest = join(root, "packages/spec-common/package.json");
const fileToGenerate = [
  "chaukas/spec/audit/v1/audit.proto",
  "chaukas/spec/common/v1/events.proto",
  "chaukas/spec/common/v1/query.proto",
  "chaukas/spec/server/v1/server.proto",
];

let image: FileDescriptorSet;
let folder: string;
beforeAll(() => {
  image = compileRepository();
  folder = mkdtempSync(join(tmpdir(), "chaukas-plugin-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run({ set = image, parameter = `base=${base},package=${manifest},file=spec/v1/public.yaml` } = {}) {
  const protoFile = clone(FileDescriptorSetSchema, set).file;
  return openApiPlugin.run(create(CodeGeneratorRequestSchema, { fileToGenerate, protoFile, parameter }));
}

function generate(set = image): string {
  const { file, error } = run({ set });
  expect(error).toBe("");
  return file[0]?.content ?? "";
}

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Returns the lines of `text` that `other` does not have at the same position. */
function changedLines(text: string, other: string): string[] {
  const lines = other.split("\n");
  return text.split("\n").filter((line, index) => line !== lines[index]);
}

describe("the document", () => {
  it("matches the checked-in file", () => {
    const { file } = run();
    expect(file.map(({ name }) => name)).toEqual(["spec/v1/public.yaml"]);
    expect(file[0]?.content).toBe(readFileSync(join(root, "openapi/chaukas/spec/v1/public.yaml"), "utf8"));
  });

  it("is deterministic", () => {
    expect(generate()).toBe(generate());
  });

  it("has the version of the packages", () => {
    const path = write("package.json", '{ "version": "7.8.9" }');
    const { file } = run({ parameter: `base=${base},package=${path},file=a.yaml` });
    expect(changedLines(file[0]?.content ?? "", generate())).toEqual(["  version: 7.8.9"]);
  });
});

describe("an edited comment", () => {
  /** Appends the result of `mark` to every line of every comment. */
  function edit(mark: (line: string) => string): FileDescriptorSet {
    const set = clone(FileDescriptorSetSchema, image);
    const files = set.file.filter(({ name }) => fileToGenerate.includes(name));
    for (const location of files.flatMap((file) => file.sourceCodeInfo?.location ?? [])) {
      location.leadingComments = location.leadingComments.replace(/^.*\S.*$/gm, (line) => line + mark(line));
    }
    return set;
  }

  it.each([
    ["of a message", "One thing that happened in an agent's work"],
    ["of a field", "When it happened, by the producer's clock."],
    ["of a field, in its second line", "Events are sorted by it;"],
    ["of an enum value", "A session begins:"],
    ["of the value 0", "No type was given."],
    ["of a oneof", "What the event is about."],
    ["of a member of a oneof", "State that has changed, by name."],
    ["of a message of the server", "Counts over the events that were asked for."],
  ])("%s changes one line", (_, start) => {
    const edited = generate(edit((line) => (line.trimStart().startsWith(start) ? " Edited." : "")));
    const original = generate();
    expect(edited.split("\n").length).toBe(original.split("\n").length);
    expect(changedLines(edited, original)).toEqual([expect.stringMatching(/^.*\S Edited\."?$/)]);
  });

  it("never changes more than one line", () => {
    let count = 0;
    const text = generate(edit(() => ` Edit ${++count}.`));
    const edits = text.match(/ Edit \d+\./g) ?? [];
    expect(edits.length).toBe(new Set(edits).size);
    expect(changedLines(text, generate()).length).toBe(edits.length);
    expect(text.split("\n").filter((line) => (line.match(/ Edit /g)?.length ?? 0) > 1)).toEqual([]);
    // All except those without a schema: methods, requests that become parameters, responses that only wrap a value.
    expect(edits.length).toBeGreaterThan(count * 0.7);
  });
});

describe("the plugin rejects", () => {
  it.each([
    ["no options", "", "options: expected base=FILE,package=FILE,file=PATH, got "],
    ["a missing option", "base=a,file=b", "options: expected base=FILE,package=FILE,file=PATH, got base=a,file=b"],
    [
      "an unknown option",
      "base=a,package=b,file=c,target=ts",
      "options: expected base=FILE,package=FILE,file=PATH, got base=a,package=b,file=c,target=ts",
    ],
    [
      "a missing base document",
      `base=nowhere.yaml,package=${manifest},file=a`,
      "option base: expected a readable file, got nowhere.yaml",
    ],
    [
      "a missing package.json",
      `base=${base},package=nowhere.json,file=a`,
      "option package: expected a readable file, got nowhere.json",
    ],
  ])("%s", (_, parameter, error) => {
    expect(run({ parameter })).toMatchObject({ error, file: [] });
  });

  it("a package.json without a version", () => {
    const path = write("empty.json", "{}");
    const { error } = run({ parameter: `base=${base},package=${path},file=a` });
    expect(error).toBe(`${path}: expected a version, got undefined`);
  });

  it("an invalid base document, with the location", () => {
    const path = write("base.yaml", readFileSync(base, "utf8").replace("  ToolCall:", "  ToolCalls:"));
    const { error, file } = run({ parameter: `base=${path},package=${manifest},file=a` });
    expect(error).toMatch(/base\.yaml#\/overlay\/ToolCalls: no such schema, expected one of EventType, /);
    expect(file).toEqual([]);
  });
});
