// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { valueLimits } from "./capture.js";
import { decodeEvent } from "./decode-event.js";
import { encodeEvent } from "./encode-event.js";
import { toStruct } from "./to-struct.js";

class Money {
  constructor(readonly amount: number) {}
  toJSON() {
    return { cents: this.amount * 100 };
  }
}

it.each([
  ["plain JSON", { a: [1, "b", null, true], c: { d: 1 } }, { a: [1, "b", null, true], c: { d: 1 } }],
  ["undefined members", { a: undefined, b: 1 }, { b: 1 }],
  ["undefined items", { a: [undefined] }, { a: ["[undefined]"] }],
  ["a date", { at: new Date(0) }, { at: "1970-01-01T00:00:00.000Z" }],
  ["an invalid date", { at: new Date(Number.NaN) }, { at: "[invalid date]" }],
  ["toJSON", { price: new Money(2) }, { price: { cents: 200 } }],
  ["a map and a set", { m: new Map([["k", new Set([1])]]) }, { m: { k: [1] } }],
  ["bytes", { b: new Uint8Array([1, 2, 3]), c: new Float32Array([0.5]) }, { b: "AQID", c: [0.5] }],
  ["an exact bigint", { n: 17n }, { n: 17 }],
  ["a large bigint", { n: 12345678901234567890n }, { n: "12345678901234567890" }],
  ["numbers that JSON lacks", { a: Number.NaN, b: -Infinity }, { a: "NaN", b: "-Infinity" }],
  ["functions and symbols", { f: function run() {}, s: Symbol("x") }, { f: "[function run]", s: "[symbol x]" }],
  ["a promise", { p: Promise.resolve(1) }, { p: "[Promise]" }],
  ["a text", "done", { value: "done" }],
  ["an array", [1], { value: [1] }],
  ["nothing", undefined, { value: "[undefined]" }],
])("converts %s", (_, value, json) => {
  expect(toStruct(value)).toEqual(json);
});

it("converts an error with its cause and its properties", () => {
  const error = Object.assign(new TypeError("no", { cause: new Error("why") }), { status: 404 });
  expect(toStruct({ error })).toEqual({
    error: { name: "TypeError", message: "no", cause: { name: "Error", message: "why" }, status: 404 },
  });
});

it("marks what contains itself, what throws and what is nested too deep, and keeps the rest", () => {
  const value: Record<string, unknown> = { good: 1 };
  value["self"] = value;
  Object.defineProperty(value, "bad", {
    enumerable: true,
    get() {
      throw new Error("no getter");
    },
  });
  let deep: unknown = "bottom";
  for (let level = 0; level < 100; level++) {
    deep = { deep };
  }
  const json = toStruct({ value, deep });
  expect(json["value"]).toEqual({ good: 1, self: "[circular]", bad: "[threw: no getter]" });
  expect(JSON.stringify(json["deep"])).toContain("[nested too deep]");
  // The same object twice is no cycle.
  const shared = { a: 1 };
  expect(toStruct({ x: shared, y: shared })).toEqual({ x: { a: 1 }, y: { a: 1 } });
});

it("cuts at the limits, between characters, and says how much is missing", () => {
  expect(toStruct({ t: "abc🚀def" }, { maxTextLength: 4 })).toEqual({ t: "abc… [cut: 5 characters]" });
  expect(toStruct({ list: [..."abcdefgh"] }, { maxValueLength: 19 })).toEqual({
    list: ["a", "b", "c", "[cut: 5 more]"],
  });
  expect(toStruct({ a: "123456", b: 1, c: 2 }, { maxValueLength: 5 })).toEqual({
    a: "1234… [cut: 2 characters]",
    "[cut]": "[cut: 2 more]",
  });
});

it("cuts bytes as the text that they become, and reads no more of them than it keeps", () => {
  for (let length = 0; length < 40; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => index * 7);
    const text = Buffer.from(bytes).toString("base64");
    for (const maxTextLength of [1, 5, 8, 21, 100]) {
      expect(toStruct({ bytes }, { maxTextLength })).toEqual(toStruct({ bytes: text }, { maxTextLength }));
      const maxValueLength = maxTextLength + "bytes".length;
      expect(toStruct({ bytes }, { maxValueLength })).toEqual(toStruct({ bytes: text }, { maxValueLength }));
    }
  }
  const reads: number[] = [];
  class Counted extends Uint8Array {
    override subarray(start = 0, end = this.length) {
      reads.push(end);
      return new Uint8Array(this.buffer, start, Math.min(end, this.length) - start) as never;
    }
  }
  const { bytes = "" } = toStruct({ bytes: new Counted(50_000_000) });
  expect(bytes).toMatch(/^A{65536}… \[cut: 66601132 characters\]$/);
  expect(Math.max(...reads)).toBeLessThan(100_000);
});

it("reads the bytes of a large buffer in pieces that fit together", () => {
  const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => index * 31);
  const limits = { maxTextLength: 1e6, maxValueLength: 1e6 };
  expect(toStruct({ bytes }, limits)["bytes"]).toBe(Buffer.from(bytes).toString("base64"));
});

it("reads maps and sets by what is in them, even if their iterators never end", () => {
  class EndlessMap extends Map<string, number> {
    override *[Symbol.iterator](): MapIterator<[string, number]> {
      while (true) {
        yield ["again", 1];
      }
    }
    override entries = () => this[Symbol.iterator]();
  }
  class EndlessSet extends Set<number> {
    override *[Symbol.iterator](): SetIterator<number> {
      while (true) {
        yield 1;
      }
    }
    override values = () => this[Symbol.iterator]();
  }
  const growing = new Map<object, number>();
  const createKey = () => ({
    toString() {
      growing.set(createKey(), 2);
      return "key";
    },
  });
  growing.set(createKey(), 1);
  const endless = {
    *[Symbol.iterator]() {
      while (true) {
        yield 1;
      }
    },
  };
  const map = new EndlessMap();
  map.set("a", 1);
  const set = new EndlessSet();
  set.add(7);
  expect(toStruct({ map, set, growing, endless })).toEqual({
    map: { a: 1 },
    set: [7],
    growing: { key: 1 },
    endless: {},
  });
});

it("cuts names and marks that are too long", () => {
  const long = "n".repeat(1_000_000);
  const json = toStruct({ a: 1, [long]: 2, b: 3 });
  expect(json).toEqual({ a: 1, "[cut]": "[cut: 2 more]" });
  const thrown = {
    get bad() {
      throw new Error(long);
    },
    symbol: Symbol(long),
  };
  const marks = Object.values(toStruct(thrown)) as string[];
  expect(marks.map((text) => text.length)).toEqual([1003, 1003]);
  // Below the limit, but noted at many places.
  const name = "n".repeat(200_000);
  const event = encodeEvent({ metadata: { [name]: Array.from({ length: 40 }, () => () => 1) } }, valueLimits);
  expect(event.length).toBeLessThan(1_048_576);
});

it.each([
  ["numbers", new Array(300_000).fill(0.5)],
  ["typed numbers", new Float64Array(300_000)],
  ["nothing", new Array(2 ** 32 - 1)],
])("keeps an event with a long list of %s below what servers accept", (_, list) => {
  expect(encodeEvent({ metadata: { list } }, valueLimits).length).toBeLessThan(1_048_576);
});

it("says that something threw what has no text", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const thrown: unknown[] = [Object.create(null), proxy, Object.assign(new Error(), { message: Symbol("m") })];
  const texts = thrown.map((each) => {
    const value = {
      get bad() {
        throw each;
      },
    };
    return toStruct(value)["bad"];
  });
  expect(texts).toEqual(["[threw: object]", "[threw: object]", "[threw: Symbol(m)]"]);
});

it("keeps keys that mean something to JavaScript, and changes nothing of the value", () => {
  const value = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}') as object;
  const json = toStruct(value);
  expect(JSON.stringify(json)).toBe('{"__proto__":{"x":1},"constructor":2}');
  expect(({} as { x?: number }).x).toBeUndefined();
});

it("escapes halves of surrogate pairs in texts and names", () => {
  expect(toStruct({ "a\udc00": "x\ud83d", ok: "🚀" })).toEqual({ "a\\udc00": "x\\ud83d", ok: "🚀" });
});

it("says how many changes the notes leave out", () => {
  const metadata = Array.from({ length: 40 }, () => () => 1);
  const event = decodeEvent(encodeEvent({ metadata }, valueLimits));
  const changed = event.metadata?.["chaukas.changed"] as Record<string, string>;
  expect(Object.keys(changed)).toHaveLength(33);
  expect(changed["more"]).toBe("8 more changes");
});
