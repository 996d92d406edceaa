// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { eventFromJson } from "@chaukas/spec-common/json";
import { describe, expect, it } from "vitest";
import {
  bytesToHex,
  commitEvent,
  contentHash,
  deriveSalts,
  digestLeaf,
  formatRecord,
  genesisHash,
  type LeafPath,
  leafHash,
  leafPathToPointer,
  listLeaves,
  normalForm,
  openEvent,
  redactEvent,
  shownHash,
} from "./index.ts";

// The examples of SPECIFICATION.md.
const tool = { kind: "tool_call", id: "c1", name: "web_search", arguments: { n: 3, ok: true, q: "€ price", z: null } };
const json = {
  event_id: "evt_1",
  tenant_id: "acme",
  project_id: "p1",
  session_id: "s1",
  type: "TOOL_CALL_START",
  severity: "INFO",
  status: "STARTED",
  author: "TOOL",
  timestamp: "2025-01-01T00:00:00.123Z",
  content: tool,
} as const;
const more = { agent_name: "planner", metadata: { a: [1], b: { "0": 1 }, c: [], d: {} }, tags: ["eu", "prod"] };
const key = new Uint8Array(32);

interface Golden {
  readonly event: Event;
  readonly normal: string;
  readonly contentHash: string;
  readonly commit: string;
  readonly leaf: string;
  readonly leaves: readonly (readonly [path: LeafPath, value: string])[];
  /** Digests of some leaves, by index. */
  readonly digests: Readonly<Record<number, string>>;
}

const ofTool: Golden["leaves"] = [
  [["tool_call", "arguments", "n"], "3"],
  [["tool_call", "arguments", "ok"], "true"],
  [["tool_call", "arguments", "q"], '"€ price"'],
  [["tool_call", "arguments", "z"], "null"],
  [["tool_call", "id"], '"c1"'],
  [["tool_call", "name"], '"web_search"'],
];

const golden: Golden[] = [
  {
    event: eventFromJson(json),
    normal:
      '{"author":3,"event_id":"evt_1","project_id":"p1","session_id":"s1","severity":2,"status":1,"tenant_id":"acme","timestamp":"2025-01-01T00:00:00.123Z","tool_call":{"arguments":{"n":3,"ok":true,"q":"€ price","z":null},"id":"c1","name":"web_search"},"type":22}',
    contentHash: "a3d1c1665bacedd85b57dfca4e39a056c283424a92768841ef7d0ce4a4fb00cb",
    commit: "269b07c1c963f66fc3b2a92b22396efef3e5a3aac92d37d66d52982e11186a94",
    leaf: "b2ea656b64603084db6b04b1332fcc806a59c5e005a1fb9c7aed7e32e00fdb6e",
    leaves: ofTool,
    digests: { 0: "2302d9eeda894a283e34afda2877deafd0f4bb9424cf40549a0573f1a5115283" },
  },
  {
    event: eventFromJson({ ...json, ...more }),
    normal:
      '{"agent_name":"planner","author":3,"event_id":"evt_1","metadata":{"a":[1],"b":{"0":1},"c":[],"d":{}},"project_id":"p1","session_id":"s1","severity":2,"status":1,"tags":["eu","prod"],"tenant_id":"acme","timestamp":"2025-01-01T00:00:00.123Z","tool_call":{"arguments":{"n":3,"ok":true,"q":"€ price","z":null},"id":"c1","name":"web_search"},"type":22}',
    contentHash: "edcada86ca174a7b68f7ca33f4d8c5ba1d8b239483907e6dd854b840cfc1588e",
    commit: "852b3a4dcbb44bafcc4b50da15e1b5f22f5bd709883ceb5971df2f4aa48a7618",
    leaf: "ecfae30888ae73df0e98926af830eed74c7b3f78008abbd18c0436beb790fdd7",
    leaves: [
      [["agent_name"], '"planner"'],
      [["metadata", "a", 0], "1"],
      [["metadata", "b", "0"], "1"],
      [["metadata", "c"], "[]"],
      [["metadata", "d"], "{}"],
      [["tags", 0], '"eu"'],
      [["tags", 1], '"prod"'],
      ...ofTool,
    ],
    digests: {
      1: "4068211e3b7e62dad89847a750839d91c4677b312b8423b6fd0c9fd63911f6b9",
      2: "15ac4d3aa6a91448fe160954776288ac58a785409801ccd179fdb671c6b0c3f6",
    },
  },
];

describe.each(golden)("the golden event with the leaf $leaf", (expected) => {
  const { event, commit } = expected;

  it("has its normal form", () => {
    expect(normalForm(event)).toBe(expected.normal);
  });

  it("has its content hash and its commitment", () => {
    expect(contentHash(event)).toBe(expected.contentHash);
    expect(commitEvent(event, key)).toEqual({ contentHash: expected.contentHash, commit });
    expect(openEvent(event, { key: bytesToHex(key) })).toEqual({
      valid: true,
      contentHash: expected.contentHash,
      commit,
    });
  });

  it("has its leaves, salts and digests", () => {
    const leaves = listLeaves(event);
    expect(leaves).toEqual(expected.leaves.map(([path, value]) => ({ path, value })));
    const salts = deriveSalts(key, leaves.length);
    expect(salts[0]).toBe("250bd458ef97032f05045def39b2cd0b");
    for (const [index, digest] of Object.entries(expected.digests)) {
      const at = Number(index);
      expect(digestLeaf(salts[at] ?? "", leaves[at] ?? expect.unreachable())).toBe(digest);
    }
  });

  it("has its leaf in the log", () => {
    const record = { commit, eventId: "evt_1", hashPrev: genesisHash, sequence: 0, time: "2025-01-01T00:00:00Z" };
    expect(leafHash(formatRecord(record))).toBe(expected.leaf);
  });

  it("keeps its commitment when everything is erased", () => {
    const places = expected.leaves.map(([path]) => leafPathToPointer(path));
    const redacted = redactEvent(event, { key: bytesToHex(key) }, places, { method: "drop" });
    expect(openEvent(redacted.event, redacted.opening)).toMatchObject({ valid: true, commit });
    expect(redacted.shownHash).toBe(shownHash(redacted.event));
    expect(redacted.erased).toEqual(places.map((_, index) => index));
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
