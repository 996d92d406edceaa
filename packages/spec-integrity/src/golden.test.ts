// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { eventFromJson } from "@chaukas/spec-common/json";
import { describe, expect, it } from "vitest";
import {
  commitEvent,
  contentHash,
  deriveSalts,
  digestLeaf,
  formatRecord,
  genesisHash,
  leafHash,
  listLeaves,
  normalForm,
} from "./index.ts";

// The example of SPECIFICATION.md.
const event = eventFromJson({
  event_id: "evt_1",
  tenant_id: "acme",
  project_id: "p1",
  session_id: "s1",
  type: "TOOL_CALL_START",
  severity: "INFO",
  status: "STARTED",
  author: "TOOL",
  timestamp: "2025-01-01T00:00:00.123Z",
  content: { kind: "tool_call", id: "c1", name: "web_search", arguments: { n: 3, ok: true, q: "€ price", z: null } },
});
const key = new Uint8Array(32);

describe("the golden event", () => {
  it("has its normal form", () => {
    expect(normalForm(event)).toBe(
      '{"author":3,"event_id":"evt_1","project_id":"p1","session_id":"s1","severity":2,"status":1,"tenant_id":"acme","timestamp":"2025-01-01T00:00:00.123Z","tool_call":{"arguments":{"n":3,"ok":true,"q":"€ price","z":null},"id":"c1","name":"web_search"},"type":22}',
    );
  });

  it("has its content hash and its commitment", () => {
    const content = "a3d1c1665bacedd85b57dfca4e39a056c283424a92768841ef7d0ce4a4fb00cb";
    const commit = "491527380e82ea10ee16bb01d3198a06695152466f2829db41c208da07ab2160";
    expect(contentHash(event)).toBe(content);
    expect(commitEvent(event, key)).toEqual({ contentHash: content, commit });
  });

  it("has its leaves, salts and digests", () => {
    const leaves = listLeaves(event);
    expect(leaves).toEqual([
      { pointer: "/tool_call/arguments/n", value: "3" },
      { pointer: "/tool_call/arguments/ok", value: "true" },
      { pointer: "/tool_call/arguments/q", value: '"€ price"' },
      { pointer: "/tool_call/arguments/z", value: "null" },
      { pointer: "/tool_call/id", value: '"c1"' },
      { pointer: "/tool_call/name", value: '"web_search"' },
    ]);
    const [salt = ""] = deriveSalts(key, leaves.length);
    expect(salt).toBe("250bd458ef97032f05045def39b2cd0b");
    expect(digestLeaf(salt, leaves[0] ?? expect.unreachable())).toBe(
      "2c9309415410535bcd1c194095bce831cf215cbc057164399fd4424ff250cd7a",
    );
  });

  it("has its leaf in the log", () => {
    const { commit } = commitEvent(event, key);
    const record = { commit, eventId: "evt_1", hashPrev: genesisHash, sequence: 0, time: "2025-01-01T00:00:00Z" };
    expect(leafHash(formatRecord(record))).toBe("706044f7e1a7a4b14fd5878eea1cd5f051c45be5ce5eb1cca043ce501be0782b");
  });
});

describe("formatRecord", () => {
  const record = {
    commit: genesisHash,
    eventId: "e",
    hashPrev: genesisHash,
    sequence: 0,
    time: "2025-01-01T00:00:00Z",
  };

  it.each([
    [{ commit: "x" }, "malformed", '/commit: expected 64 digits of lower-case hex, got "x"'],
    [{ hashPrev: "E3" }, "malformed", '/hash_prev: expected 64 digits of lower-case hex, got "E3"'],
    [{ sequence: -1 }, "out_of_range", "/seq: expected an integer from 0 to 2^53 - 1, got -1"],
    [{ sequence: 2 ** 53 }, "out_of_range", "/seq: expected an integer from 0 to 2^53 - 1, got 9007199254740992"],
    [{ eventId: "\ud800" }, "bad_unicode", "/event_id: expected well-formed Unicode"],
  ])("refuses %j", (members, code, message) => {
    expect(() => formatRecord({ ...record, ...members })).toThrow(expect.objectContaining({ code, message }));
  });
});

describe("deriveSalts", () => {
  it("refuses a key of another length", () => {
    expect(() => deriveSalts(new Uint8Array(31), 1)).toThrow(
      expect.objectContaining({ code: "out_of_range", message: "salt key: expected 32 bytes, got 31" }),
    );
  });
});
