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
const example = specification.slice(specification.indexOf("## 10. Worked example"));

it("has a worked example that the code reproduces", () => {
  const normal = /```json\n(.*)\n```/.exec(example)?.[1] ?? "";
  const { tool_call, type: _, severity: __, status: ___, author: ____, ...rest } = JSON.parse(normal);
  const names = { type: "TOOL_CALL_START", severity: "INFO", status: "STARTED", author: "TOOL" };
  const event = eventFromJson({ ...rest, ...names, content: { kind: "tool_call", ...tool_call } });
  const key = new Uint8Array(32);
  const leaves = listLeaves(event);
  const [salt = ""] = deriveSalts(key, leaves.length);
  const { contentHash, commit } = commitEvent(event, key);
  const time = "2025-01-01T00:00:00Z";
  expect(normalForm(event)).toBe(normal);
  const rows = {
    content_hash: contentHash,
    s_0: salt,
    d_0: digestLeaf(salt, leaves[0] ?? expect.unreachable()),
    commit,
    hash_prev: genesisHash,
    leaf: leafHash(formatRecord({ commit, eventId: event.eventId, hashPrev: genesisHash, sequence: 0, time })),
  };
  for (const [name, value] of Object.entries(rows)) {
    expect(example).toMatch(new RegExp(`^\\| \`?${name}\`? \\| \`${value}\` \\|$`, "m"));
  }
  expect(example).toContain(leaves.map(({ pointer }) => `\`${pointer}\``).join(", "));
});
