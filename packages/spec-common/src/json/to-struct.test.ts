// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary, type JsonObject, toBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { isJsonCodecError, toStruct } from "@chaukas/spec-common/json";
import { describe, expect, expectTypeOf, it } from "vitest";

interface Usage {
  readonly tokens: number;
  readonly model?: string | undefined;
}

class Money {
  readonly #cents = 250;
  toJSON(key: string) {
    return { key, cents: this.#cents };
  }
}

class Opaque {
  readonly #secret = 1;
  read() {
    return this.#secret;
  }
}

describe("toStruct", () => {
  it.each<[string, unknown, unknown]>([
    ["a date", new Date(1_700_000_000_123), "2023-11-14T22:13:20.123Z"],
    ["a map", new Map<string, unknown>([["a", new Map([["b", 1]])]]), { a: { b: 1 } }],
    ["a set", new Set(["a", 1]), ["a", 1]],
    ["a bigint that a double represents", 2n ** 53n - 1n, 2 ** 53 - 1],
    ["bytes", new Uint8Array([1, 2, 255]), "AQL/"],
    ["a buffer, like bytes", Buffer.from([1, 2, 255]), "AQL/"],
    ["an ArrayBuffer, like bytes", new Uint8Array([1, 2, 255]).buffer, "AQL/"],
    ["an embedding", new Float32Array([0.5, -1]), [0.5, -1]],
    ["numbers that JSON lacks", [Number.NaN, Number.POSITIVE_INFINITY, -0], ["NaN", "Infinity", -0]],
    ["a class with toJSON, which gets the key", new Money(), { key: "value", cents: 250 }],
    ["a URL", new URL("https://example.com/a"), "https://example.com/a"],
    ["a class with properties", Object.assign(new Opaque(), { a: 1 }), { a: 1 }],
    ["an object without prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ["members that are undefined", { a: undefined, b: null }, { b: null }],
    ["empty values", [{}, [], ""], [{}, [], ""]],
    ["one object in two places", Array(2).fill(Object.freeze({ a: 1 })), [{ a: 1 }, { a: 1 }]],
    [
      "an error",
      Object.assign(new TypeError("bad", { cause: new Error("why") }), { status: 400 }),
      { name: "TypeError", message: "bad", cause: { name: "Error", message: "why" }, status: 400 },
    ],
    [
      "an aggregate error",
      new AggregateError([new Error("a")], "all"),
      { name: "AggregateError", message: "all", errors: [{ name: "Error", message: "a" }] },
    ],
  ])("converts %s", (_, value, expected) => {
    expect(toStruct({ value })).toEqual({ value: expected });
  });

  const cycle: { self?: unknown } = {};
  cycle.self = { again: cycle };
  const endless = { toJSON: (): unknown => ({ ...endless }) };

  it.each<[string, unknown, string, string]>([
    ["a function", { a: () => 1 }, "/a", "wrong_type"],
    ["a symbol", { a: [Symbol.iterator] }, "/a/0", "wrong_type"],
    ["undefined in an array", { a: [1, undefined] }, "/a/1", "wrong_type"],
    ["a hole in an array", { a: new Array(1) }, "/a/0", "wrong_type"],
    ["a bigint that a double rounds", { a: 2n ** 53n }, "/a", "out_of_range"],
    ["an invalid date", { a: new Date(Number.NaN) }, "/a", "bad_value"],
    ["half of a surrogate pair", { a: ["\ud83d"] }, "/a/0", "bad_unicode"],
    ["half of a surrogate pair in a key", { "\ud83d": 1 }, "/\ufffd", "bad_unicode"],
    ["a map with other keys", { a: new Map([[1, 2]]) }, "/a/1", "wrong_type"],
    ["a promise", { a: Promise.resolve(1) }, "/a", "wrong_type"],
    ["a regular expression", { a: /a/ }, "/a", "wrong_type"],
    ["a class without properties", { a: new Opaque() }, "/a", "wrong_type"],
    ["a cycle", { a: cycle }, "/a/self/again", "bad_value"],
    ["an array", [1], "", "wrong_type"],
    ["a string", "text", "", "wrong_type"],
    ["undefined", undefined, "", "wrong_type"],
    ["a date alone", new Date(0), "", "wrong_type"],
  ])("refuses %s with the path", (_, value, path, code) => {
    expect(catchError(() => toStruct(value))).toMatchObject({ path, code });
  });

  it("refuses what is nested too deep, also by toJSON", () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 10_000; depth++) {
      deep = [deep];
    }
    for (const value of [{ deep }, endless]) {
      expect(catchError(() => toStruct(value))).toMatchObject({ code: "too_deep" });
    }
  });

  it("accepts interfaces and unknown, and the result is what the binary form carries", () => {
    const usage: Usage = { tokens: 7, model: undefined };
    const unknown: unknown = usage;
    expectTypeOf(toStruct(usage)).toEqualTypeOf<JsonObject>();
    const event = create(EventSchema, { metadata: toStruct(unknown) });
    expect(fromBinary(EventSchema, toBinary(EventSchema, event)).metadata).toEqual({ tokens: 7 });
  });

  it("shares nothing with the value, and keeps a key that names the prototype", () => {
    const value = JSON.parse('{"a": {"__proto__": {"b": 1}}}');
    const struct = toStruct(value);
    expect(struct).toEqual(value);
    expect(struct["a"]).not.toBe(value.a);
  });
});

function catchError(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    expect(isJsonCodecError(error)).toBe(true);
    return error;
  }
}
