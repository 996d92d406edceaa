// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isDeepStrictEqual } from "node:util";
import { fromBinary, type Message, toBinary } from "@bufbuild/protobuf";
import { beforeAll, describe, expect, it } from "vitest";
import { isBinaryCodecError } from "../src/runtime/error.ts";
import { mutate } from "./mutate.ts";
import { createRandom, randomMessage } from "./random-message.ts";
import { importTestMessages, type TestMessage } from "./test-messages.ts";

const messagesPerType = 60;
const bodiesPerType = 400;

let types: TestMessage[];
beforeAll(async () => {
  types = await importTestMessages();
});

/** Returns the value that a function returns, or the error that it throws. */
function attempt<T>(run: () => T): { value: T } | { error: unknown } {
  try {
    return { value: run() };
  } catch (error) {
    return { error };
  }
}

/**
 * Compares two messages without their unknown fields that are varints. If a message has other unknown fields,
 * protobuf-es loses the numbers that a closed enum does not have, which the codec keeps.
 */
function isSameButEnums(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(withoutVarints(a), withoutVarints(b));
}

function withoutVarints(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutVarints);
  }
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) {
    return value;
  }
  const { $unknown = [], ...members } = value as Partial<Message>;
  const unknown = $unknown.filter(({ wireType }) => wireType !== 0);
  return [unknown, Object.entries(members).map(([key, member]) => [key, withoutVarints(member)])];
}

describe("the generated codec", () => {
  it("writes the same bytes as protobuf-es, and reads them as the same messages", () => {
    const random = createRandom(1);
    for (const { desc, encode, decode } of types) {
      for (let i = 0; i < messagesPerType; i++) {
        const message = randomMessage(random, desc);
        const expected = attempt(() => toBinary(desc, message));
        const actual = attempt(() => encode(message));
        if ("error" in expected) {
          expect(actual, desc.typeName).toHaveProperty("error");
          continue;
        }
        expect(actual, desc.typeName).toEqual(expected);
        expect(isDeepStrictEqual(decode(expected.value), fromBinary(desc, expected.value)), desc.typeName).toBe(true);
      }
    }
  });

  it("reads changed bytes as the same messages as protobuf-es, or refuses them", () => {
    const random = createRandom(2);
    const refusals = new Set<string>();
    for (const { desc, decode } of types) {
      for (let i = 0; i < bodiesPerType; i++) {
        const bytes = mutate(random, toBinary(desc, validMessage()));
        const expected = attempt(() => fromBinary(desc, bytes));
        const actual = attempt(() => decode(bytes));
        if ("value" in actual) {
          const isSame = isDeepStrictEqual(actual, expected) || isSameButEnums(actual, expected);
          expect(isSame, `${desc.typeName} ${Buffer.from(bytes).toString("hex")}`).toBe(true);
        } else {
          expect(isBinaryCodecError(actual.error), String(actual.error)).toBe(true);
          refusals.add("error" in expected ? "both" : (actual.error as { code: string }).code);
        }

        function validMessage(): Message {
          for (;;) {
            const message = randomMessage(random, desc, 2);
            if ("value" in attempt(() => toBinary(desc, message))) {
              return message;
            }
          }
        }
      }
    }
    // What protobuf-es reads, although it is malformed. The README lists why.
    expect([...refusals].sort()).toEqual(["bad_group", "bad_varint", "both", "truncated", "wrong_wire_type"]);
  });
});
