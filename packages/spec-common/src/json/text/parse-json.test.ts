// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { eventFromJsonString, parseJson, readEventBatchText } from "@chaukas/spec-common/json";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("parseJson", () => {
  // Each key comes in objects of a shape of its own, after which V8 looks for the second key in the first.
  it.each([
    ["\\\\", "\\n"],
    ["\\\\", '\\"'],
    ["\\\\", "\\u0000"],
    ["\\\\n", "\\nX"],
    ["ab\\\\t", "ab\\tX"],
  ])("reads the key that is written after %s: %s", (before, key) => {
    const shape = JSON.stringify(`after ${before} comes ${key}`);
    expect(Object.keys(parseJson(`{${shape}:[],"${before}":0}`) as object)).toContain(JSON.parse(`"${before}"`));
    expect(Object.keys(parseJson(`{${shape}:1,"${key}":2}`) as object)).toContain(JSON.parse(`"${key}"`));
  });

  it("serves whoever reads events", () => {
    const before = String.raw`{"metadata":{"of events":[],"\\":0}}`;
    const text = String.raw`{"metadata":{"of events":1,"\n":2}}`;
    eventFromJsonString(before);
    expect(eventFromJsonString(text).metadata).toEqual({ "of events": 1, "\n": 2 });
    const { events } = readEventBatchText(`{"events":[${before},${text}]}`);
    expect(events[1]).toMatchObject({ kind: "event", event: { metadata: { "of events": 1, "\n": 2 } } });
  });

  it("returns any value with keys that need escapes", () => {
    const keys = fc.oneof(
      fc.constantFrom("\\", '"', "\n", "\0", "\\n", "\nX", "__proto__", "0", ""),
      fc.string({ unit: "binary" }),
    );
    const values = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(
        fc.letrec<{ node: unknown }>((tie) => ({
          node: fc.oneof(
            { maxDepth: 4 },
            values,
            fc.array(tie("node"), { maxLength: 4 }),
            fc.dictionary(keys, tie("node"), { maxKeys: 5 }),
          ),
        })).node,
        fc.constantFrom(undefined, 1, "\t"),
        (value, space) => {
          const text = JSON.stringify(value, null, space);
          const parsed = parseJson(text);
          expect(JSON.stringify(parsed, null, space)).toBe(text);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each(["", "{", '{"\\n":1,}', '{"\\n" 1}', '{"\\x":1}', "[1 2]", '"\\'])(
    "refuses %j as JSON.parse does",
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );

  it("keeps the last of several members with one key, in the place of the first", () => {
    expect(Object.entries(parseJson('{"\\n":1,"a":2,"\\u000a":3}') as object)).toEqual([
      ["\n", 3],
      ["a", 2],
    ]);
  });

  it("has no limit to nesting and takes time in proportion to length", { timeout: 10_000 }, () => {
    const depth = 500_000;
    const text = `${'{"\\n":['.repeat(depth)}${"]}".repeat(depth)}`;
    let value = parseJson(text);
    for (let level = 0; level < depth; level++) {
      value = (value as Record<string, unknown[]>)["\n"]?.[0];
    }
    expect(value).toBeUndefined();
    expect(parseJson(`["${"\\n".repeat(depth)}"]`)).toEqual(["\n".repeat(depth)]);
  });
});
