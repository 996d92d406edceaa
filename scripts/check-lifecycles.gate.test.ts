// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./lib/testing/scratch-clone.ts";

const proto = "proto/chaukas/spec/common/v1/query.proto";
const lastField = 'int32 max_batch_size = 13 [(chaukas.spec.options.v1.field).since = "1.1.0"];';

let clone: ScratchClone;
beforeAll(async () => {
  clone = createScratchClone();
  await clone.install();
});
beforeEach(() => clone.reset());
afterAll(() => clone.remove());

describe("the gate on lifecycles", () => {
  it("accepts the protos as they are", async () => {
    const { code, stdout } = await clone.npmRun("lint", "lifecycles");
    expect(stdout).toContain("lint lifecycles: ok");
    expect(code).toBe(0);
  });

  it.each([
    [
      "a new field that does not say since when it exists, though its message does",
      `${lastField}\n  // Novelty.\n  bool novelty = 14;`,
      `${proto}: chaukas.spec.common.v1.Capabilities.novelty: expected the version that added it, (chaukas.spec.options.v1.field).since = "1.2.0" or the like`,
    ],
    [
      "a new message that does not say since when it exists",
      `${lastField}\n}\n\n// Novelty.\nmessage Novelty {\n  // Novelty.\n  bool novelty = 1;`,
      `${proto}: chaukas.spec.common.v1.Novelty: expected the version that added it, (chaukas.spec.options.v1.message).since = "1.2.0" or the like`,
    ],
    [
      "a version that is none",
      lastField.replace("1.1.0", "next"),
      `${proto}: chaukas.spec.common.v1.Capabilities.max_batch_size: expected (chaukas.spec.options.v1.field).since to be a version such as 1.2.0, got "next"`,
    ],
    [
      "a deprecated field without a replacement or a reason",
      lastField.replace("];", ", deprecated = true];"),
      `${proto}: chaukas.spec.common.v1.Capabilities.max_batch_size: is deprecated: expected (chaukas.spec.options.v1.field).replaced_by or (chaukas.spec.options.v1.field).deprecation_reason`,
    ],
    [
      "a replacement of a field that is not deprecated",
      lastField.replace("];", ', (chaukas.spec.options.v1.field).replaced_by = "rbac"];'),
      `${proto}: chaukas.spec.common.v1.Capabilities.max_batch_size: says what replaces it or why it is deprecated: expected the option deprecated = true as well`,
    ],
  ])("refuses %s", async (_, change, message) => {
    clone.edit(proto, lastField, change);
    const { code, stdout } = await clone.npmRun("lint", "lifecycles");
    expect(code).toBe(1);
    expect(stdout).toContain(message);
  });

  it("accepts a new field that says since when it exists, and a deprecated one that says why", async () => {
    const deprecated = lastField.replace(
      "];",
      ', (chaukas.spec.options.v1.field).deprecation_reason = "Unused.", deprecated = true];',
    );
    const added = '// Novelty.\n  bool novelty = 14 [(chaukas.spec.options.v1.field).since = "1.2.0"];';
    clone.edit(proto, lastField, `${deprecated}\n  ${added}`);
    expect(await clone.npmRun("lint", "lifecycles")).toMatchObject({ code: 0 });
  });
});
