// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { eventFromJson } from "@chaukas/spec-common/json";
import { expect, it } from "vitest";
import {
  commitEvent,
  deriveSalts,
  digestLeaf,
  formatRecord,
  genesisHash,
  leafHash,
  listLeaves,
  normalForm,
} from "./index.ts";

const specification = readFileSync(new URL("../SPECIFICATION.md", import.meta.url), "utf8");
const [head = "", ...examples] = specification.slice(specification.indexOf("## 10. Worked examples")).split("\n### ");
const key = new Uint8Array(32);
const time = "2025-01-01T00:00:00Z";

it("has two worked examples, both record 0 of a log", () => {
  expect(examples.map((example) => example.split("\n")[0])).toEqual(["Event 1", "Event 2"]);
  expect(head).toContain(`\`${time}\``);
  expect(head).toContain(`\`${genesisHash}\``);
});

it.each(examples)("has a worked example that the code reproduces: %.7s", (example) => {
  const [normal = "", paths = ""] = [...example.matchAll(/```json\n(.*?)\n```/gs)].map(([, text]) => text);
  const { tool_call, type: _, severity: __, status: ___, author: ____, ...rest } = JSON.parse(normal);
  const names = { type: "TOOL_CALL_START", severity: "INFO", status: "STARTED", author: "TOOL" };
  const event = eventFromJson({ ...rest, ...names, content: { kind: "tool_call", ...tool_call } });
  const leaves = listLeaves(event);
  const salts = deriveSalts(key, leaves.length);
  const { contentHash, commit } = commitEvent(event, key);
  expect(normalForm(event)).toBe(normal);
  expect(paths.split("\n")).toEqual(leaves.map(({ path }) => JSON.stringify(path)));
  const expected: Record<string, string> = {
    "`content_hash`": contentHash,
    "`commit`": commit,
    leaf: leafHash(formatRecord({ commit, eventId: event.eventId, hashPrev: genesisHash, sequence: 0, time })),
  };
  leaves.forEach((leaf, index) => {
    const salt = salts[index] ?? "";
    const digest = digestLeaf(salt, leaf);
    const path = JSON.stringify(leaf.path);
    Object.assign(expected, {
      [`s_${index}`]: salt,
      [`d_${index}`]: digest,
      [`d_${index}, of \`${path}\``]: digest,
    });
  });
  const rows = [...example.matchAll(/^\| (.+) \| `([0-9a-f]+)` \|$/gm)];
  expect(rows.map(([, name = "", value]) => [name, value])).toEqual(
    rows.map(([, name = ""]) => [name, expected[name]]),
  );
  expect(rows.map(([, name]) => name)).toEqual(expect.arrayContaining(["`content_hash`", "`commit`", "leaf"]));
});
