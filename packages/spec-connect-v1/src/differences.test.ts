// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Struct, Value } from "@bufbuild/protobuf";
import { EventSchema, LLMInvocationSchema } from "@chaukas/spec-common";
import { Event, LLMInvocation } from "@chaukas/spec-connect-v1";
import { create, fromBinary, fromJsonString, toBinary } from "protobuf-es-v2";
import { describe, expect, it } from "vitest";

/** Reads bytes as this package does, and writes them again. */
function rewrite(bytes: Uint8Array): Uint8Array {
  return Event.fromBinary(bytes).toBinary();
}

/** Returns a Struct in a Struct, to a depth. */
function nest(depth: number): Struct {
  const fields = depth === 0 ? {} : { a: new Value({ kind: { case: "structValue", value: nest(depth - 1) } }) };
  return new Struct({ fields });
}

// The titles are the rows of the table in the README.
const differences: Readonly<Record<string, () => void>> = {
  "a key `__proto__` in a Struct": () => {
    const metadata = JSON.parse('{"__proto__":"a","b":1}');
    const bytes = toBinary(EventSchema, create(EventSchema, { metadata }));
    expect(Object.keys(fromBinary(EventSchema, bytes).metadata ?? {})).toEqual(["__proto__", "b"]);
    expect(fromBinary(EventSchema, rewrite(bytes)).metadata).toEqual({ b: 1 });
    expect(Object.keys(Event.fromJsonString('{"metadata":{"__proto__":"a","b":1}}').metadata?.fields ?? {})).toEqual([
      "b",
    ]);
  },
  "a string that begins with U+FEFF": () => {
    const bytes = toBinary(EventSchema, create(EventSchema, { tenantId: "\ufeffacme" }));
    expect(fromBinary(EventSchema, bytes).tenantId).toBe("\ufeffacme");
    expect(Event.fromBinary(bytes).tenantId).toBe("acme");
  },
  "minus zero in a field of type double": () => {
    const bytes = toBinary(LLMInvocationSchema, create(LLMInvocationSchema, { temperature: -0 }));
    expect(fromBinary(LLMInvocationSchema, bytes).temperature).toBe(-0);
    expect(LLMInvocation.fromBinary(bytes).temperature).toBe(-0);
    expect(LLMInvocation.fromBinary(bytes).toBinary()).toHaveLength(0);
  },
  "a string that is not UTF-8, in binary": () => {
    const bytes = Uint8Array.of(0x0a, 1, 0xff);
    expect(Event.fromBinary(bytes).eventId).toBe("\ufffd");
    expect(() => fromBinary(EventSchema, bytes)).toThrow();
  },
  "more than 100 nested messages": () => {
    const bytes = new Event({ metadata: nest(50) }).toBinary();
    expect(rewrite(bytes)).toEqual(bytes);
    expect(() => fromBinary(EventSchema, bytes)).toThrow();
  },
  "a key twice in JSON text": () => {
    const text = '{"eventId":"a","eventId":"b"}';
    expect(Event.fromJsonString(text).eventId).toBe("b");
    expect(() => fromJsonString(EventSchema, text)).toThrow();
  },
};

describe("protobuf-es 1 differs from version 2 for", () => {
  it.each(Object.entries(differences))("%s", (_, expectDifference) => {
    expectDifference();
  });
});

it("has a README that lists the differences", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const [, table = ""] = readme.split("## Where it differs");
  const rows = [...(table.split("\n## ")[0]?.matchAll(/^\| (.+?) \|/gm) ?? [])].map(([, cell]) => cell);
  expect(rows.slice(2)).toEqual(Object.keys(differences));
});
