// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

const proto = "proto/chaukas/spec/client/v1/client.proto";
const generated = "packages/spec-client/src/gen/chaukas/spec/client/v1/client_pb.ts";

let clone: ScratchClone;
beforeAll(() => {
  clone = createScratchClone();
});
beforeEach(() => clone.reset());
afterAll(() => clone.remove());

it("generates the code of one package", async () => {
  clone.git("rm", "--quiet", "-r", "packages/spec-client/src/gen", "packages/spec-server/src/gen");
  const { code } = await clone.npmRun("generate", "--filter=@chaukas/spec-client");
  expect(code).toBe(0);
  clone.git("add", "--all");
  const changed = clone.git("diff", "--name-only", "--cached").split("\n");
  expect(changed.filter((path) => !path.startsWith("packages/spec-server/src/gen/"))).toEqual([]);
  expect(changed).not.toEqual([]);
});

it("leaves the code unchanged if a proto does not compile, and names the position", async () => {
  clone.write(proto, `${clone.read(proto)}message {\n`);
  clone.write(generated, "previous content\n");
  const { code, output } = await clone.npmRun("generate", "--filter=@chaukas/spec-client");
  expect(code).not.toBe(0);
  expect(output).toMatch(/buf generate failed for packages\/[\w-]+\/buf\.gen\.yaml, nothing was changed:/);
  expect(output).toMatch(new RegExp(`${proto}:\\d+:\\d+:`));
  expect(output).toContain("what to do: fix the file named above, then run `npm run generate`");
  expect(clone.git("status", "--porcelain").split("\n")).toEqual([`M ${generated}`, ` M ${proto}`]);
  expect(globSync(["packages/*/.generate-*", ".generate-*"], { cwd: clone.folder })).toEqual([]);
});

it("leaves every folder unchanged if a plugin writes no files to one of them", async () => {
  clone.write("some/kept.txt", "kept");
  clone.write("none/kept.txt", "kept");
  clone.write("silent-plugin.mjs", "process.stdin.resume();\n");
  clone.write("echo-plugin.mjs", 'process.stdin.resume().on("end", () => process.stdout.write("z\\x03\\n\\x01a"));\n');
  const plugins = ["{ local: [node, echo-plugin.mjs], out: some }", "{ local: [node, silent-plugin.mjs], out: none }"];
  clone.write("buf.gen.yaml", `version: v2\ninputs: [{ directory: . }]\nplugins:\n  - ${plugins.join("\n  - ")}\n`);
  const { code, stderr } = await clone.run("node", ["scripts/generate.ts", "buf.gen.yaml"]);
  expect(stderr).toContain("error: buf generate wrote no files to none, nothing was changed\n");
  expect(stderr).toContain("what to do: check buf.gen.yaml");
  expect(code).toBe(1);
  expect(clone.read("some/kept.txt")).toBe("kept");
  expect(clone.read("none/kept.txt")).toBe("kept");
});

it("refuses to run without a template", async () => {
  const { code, stderr } = await clone.run("node", ["scripts/generate.ts"]);
  expect(code).toBe(1);
  expect(stderr).toContain("error: expected a buf.gen.yaml, got none");
});
