// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createScratchClone, initScratchClone, type ScratchClone } from "./scratch-clone.ts";

const proto = "proto/chaukas/spec/client/v1/client.proto";
const generated = "packages/spec-client/src/gen/chaukas/spec/client/v1/client_pb.ts";
const manual = "packages/spec-common/src/gen/chaukas/spec/common/v1/events_rules.ts";
const stray = "packages/spec-server/src/gen/stray.ts";
const options = "proto/chaukas/spec/options/v1/options.proto";

let clone: ScratchClone;
beforeAll(async () => {
  clone = createScratchClone();
  // Whether the working copy itself has drifted is the gate's concern, not this test's.
  await clone.run("turbo", ["run", "generate"]);
  clone = initScratchClone(clone.folder);
});
beforeEach(() => clone.reset());
afterAll(() => clone.remove());

// One run judges all faults, in all packages that have one. That all code is regenerated without a filter, the gate shows
// when it judges this repository.
it("refuses generated files that do not match the protos, after a build only with --committed, until they are committed", async () => {
  clone.edit(proto, "// ", "// Something else about: ");
  clone.edit(proto, "\nservice ", "\n// Somebody's new message.\nmessage Novelty {}\n\nservice ");
  clone.commit();
  const fresh = clone.read(manual);
  clone.write(manual, `${fresh}export const manual = true;\n`);
  clone.write(stray, "export {};\n");

  const broken = ["client", "common", "connect-v1", "server"].map((name) => `--filter=@chaukas/spec-${name}`);
  const first = await clone.npmRun("drift", ...broken);
  expect(first.code).toBe(1);
  expect(first.stderr).toContain("error: the generated code does not match the protos:\n");
  expect(first.stderr).toContain(`${manual}: changed, lines +0 -1\n`);
  expect(first.stderr).toContain(`${stray}: deleted, lines +0 -2\n`);
  expect(first.stderr).toMatch(new RegExp(`^${generated}: changed, lines \\+\\d+ -\\d+$`, "m"));
  expect(first.stderr).toContain("packages/spec-connect-v1/src/gen/chaukas/spec/client/v1/client_pb.ts: changed");
  expect(first.stderr).toContain("what to do: run `npm run generate` and commit the changes");
  const restored = clone.git("status", "--porcelain");
  expect(restored).toContain(generated);
  expect(restored).not.toContain(manual);
  expect(restored).not.toContain(stray);

  const committed = await clone.npmRun("drift", "--committed", "--filter=@chaukas/spec-client");
  expect(committed.code).toBe(1);
  expect(committed.stderr).toMatch(new RegExp(`^${generated}: changed, lines \\+\\d+ -\\d+$`, "m"));
  expect(committed.stderr).not.toContain(manual);

  clone.commit();
  clone.write("README.md", "changed\n");
  const { code, stdout } = await clone.npmRun("drift", "--committed", "--filter=@chaukas/spec-client");
  expect(stdout).toMatch(/^drift: generated files of @chaukas\/spec-client are up to date\n$/);
  expect(code).toBe(0);
});

it("names the position at which a proto does not compile", async () => {
  // The generators themselves need this proto, so that nothing else is generated.
  clone.write(options, `${clone.read(options)}message {\n`);
  const { code, stderr } = await clone.npmRun("drift");
  expect(code).toBe(1);
  expect(stderr).toMatch(new RegExp(`${options}:\\d+:\\d+:`));
});
