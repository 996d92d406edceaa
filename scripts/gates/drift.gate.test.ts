// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createScratchClone, initScratchClone, type ScratchClone } from "./scratch-clone.ts";

const proto = "proto/chaukas/spec/client/v1/client.proto";
const generated = "packages/spec-client/src/gen/chaukas/spec/client/v1/client_pb.ts";

let clone: ScratchClone;
beforeAll(async () => {
  clone = createScratchClone();
  await clone.install();
  // Whether the working copy itself has drifted is the gate's concern, not this test's.
  await clone.run("turbo", ["run", "generate"]);
  clone = initScratchClone(clone.folder);
});
beforeEach(() => clone.reset());
afterAll(() => clone.remove());

it("accepts generated code that matches the protos, despite other uncommitted changes", async () => {
  clone.write("README.md", "changed\n");
  const { code, stdout } = await clone.npmRun("drift", "--committed");
  expect(stdout).toMatch(/^drift: all \d+ generated files are up to date\n$/);
  expect(code).toBe(0);
});

it("refuses generated files that were edited manually, and restores them", async () => {
  const fresh = clone.read(generated);
  clone.write(generated, `${fresh}export const manual = true;\n`);
  const stray = "packages/spec-server/src/gen/stray.ts";
  clone.write(stray, "export {};\n");
  const { code, stderr } = await clone.npmRun("drift");
  expect(code).toBe(1);
  expect(stderr).toContain("error: the generated code does not match the protos:\n");
  expect(stderr).toContain(`${generated}: changed, lines +0 -1\n`);
  expect(stderr).toContain(`${stray}: deleted, lines +0 -2\n`);
  expect(stderr).toContain("what to do: run `npm run generate` and commit the changes");
  expect(clone.git("status", "--porcelain")).toBe("");
});

it("refuses protos that were committed without their code, after a build only with --committed", async () => {
  clone.edit(proto, "// ", "// Something else about: ");
  clone.edit(proto, "\nservice ", "\n// Somebody's new message.\nmessage Novelty {}\n\nservice ");
  clone.commit();
  const first = await clone.npmRun("drift");
  expect(first.code).toBe(1);
  expect(first.stderr).toMatch(new RegExp(`^${generated}: changed, lines \\+\\d+ -\\d+$`, "m"));
  expect(first.stderr).toContain("packages/spec-connect-v1/src/gen/chaukas/spec/client/v1/client_pb.ts: changed");

  const committed = await clone.npmRun("drift", "--committed");
  expect(committed.code).toBe(1);
  expect(committed.stderr).toMatch(new RegExp(`^${generated}: changed, lines \\+\\d+ -\\d+$`, "m"));
});

it("names the position at which a proto does not compile", async () => {
  clone.write(proto, `${clone.read(proto)}message {\n`);
  const { code, stderr } = await clone.npmRun("drift");
  expect(code).toBe(1);
  expect(stderr).toMatch(new RegExp(`${proto}:\\d+:\\d+:`));
});
