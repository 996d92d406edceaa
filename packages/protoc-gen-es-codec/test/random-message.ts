// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescEnum, type DescField, type DescMessage, type Message, ScalarType } from "@bufbuild/protobuf";
import { isWrapperDesc } from "@bufbuild/protobuf/wkt";

/** A source of random numbers that a seed determines. */
export interface Random {
  /** Returns an integer from 0 to below `limit`. */
  below(limit: number): number;
  /** Returns one of the values. */
  oneOf<T>(values: readonly [T, ...T[]]): T;
}

/** Creates a source of random numbers (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x = (x + Math.imul(x ^ (x >>> 7), x | 61)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, oneOf: (values) => values[below(values.length)] as (typeof values)[0] };
}

/** Creates a message with about a third of its fields, whose values are often at their bounds. */
export function randomMessage(random: Random, desc: DescMessage, depth = 3): Message {
  const message = create(desc) as Message & Record<string, unknown>;
  for (const field of desc.fields) {
    if (random.below(3) !== 0 || (depth === 0 && field.message !== undefined)) {
      continue;
    }
    if (field.oneof !== undefined) {
      message[field.oneof.localName] = { case: field.localName, value: randomValue(random, field, depth) };
    } else if (field.fieldKind === "list") {
      message[field.localName] = Array.from({ length: random.below(4) }, () => randomValue(random, field, depth));
    } else if (field.fieldKind === "map") {
      message[field.localName] = randomMap(random, field, depth);
    } else {
      message[field.localName] = randomValue(random, field, depth);
    }
  }
  if (random.below(8) === 0) {
    message.$unknown = randomUnknown(random);
  }
  return message;
}

const texts = [
  "",
  "a",
  "__proto__",
  "constructor",
  "\u0000",
  "\ufeffbom",
  "é",
  "日本語",
  "😀",
  "x".repeat(40),
  "ä".repeat(70),
  "y".repeat(127),
  "z".repeat(128),
  `${"a".repeat(96)}é`,
  "😀".repeat(90),
] as const;
const integers = [0, 1, -1, 2, 127, 128, 300, 16383, 16384, 65535, 2 ** 31 - 1, -(2 ** 31), -5] as const;
const bigints = [
  0n,
  1n,
  -1n,
  127n,
  128n,
  2n ** 31n,
  2n ** 32n,
  2n ** 53n,
  -(2n ** 53n),
  2n ** 63n - 1n,
  -(2n ** 63n),
] as const;
const floats = [0, -0, 1, -1.5, 0.1, Number.NaN, Infinity, -Infinity, 5e-324, 1.7976931348623157e308] as const;

function randomMap(random: Random, field: DescField & { fieldKind: "map" }, depth: number): Record<string, unknown> {
  const entries = Array.from({ length: random.below(4) }, () => [
    String(randomScalar(random, field.mapKey)),
    randomValue(random, field, depth),
  ]);
  // Unlike an assignment, this also sets `__proto__`.
  return Object.fromEntries(entries);
}

function randomValue(random: Random, field: DescField, depth: number): unknown {
  if (field.enum !== undefined) {
    return randomEnum(random, field.enum);
  }
  if (field.message === undefined) {
    const value = randomScalar(random, field.scalar);
    return "longAsString" in field && field.longAsString && typeof value === "bigint" ? String(value) : value;
  }
  const { message } = field;
  if (message.typeName === "google.protobuf.Struct" && field.parent.typeName !== "google.protobuf.Value") {
    return randomJsonObject(random, depth);
  }
  const [wrapped] = message.fields;
  if (field.fieldKind === "message" && field.oneof === undefined && wrapped !== undefined && isWrapperDesc(message)) {
    return randomValue(random, wrapped, depth);
  }
  return randomMessage(random, message, depth - 1);
}

function randomEnum(random: Random, { open, values }: DescEnum): number {
  return open && random.below(4) === 0 ? random.oneOf(integers) : (values[random.below(values.length)]?.number ?? 0);
}

function randomScalar(random: Random, type: ScalarType): string | number | bigint | boolean | Uint8Array {
  switch (type) {
    case ScalarType.STRING:
      return random.oneOf(texts);
    case ScalarType.BYTES:
      return Uint8Array.from({ length: random.oneOf([0, 1, 5, 200]) }, () => random.below(256));
    case ScalarType.BOOL:
      return random.below(2) === 0;
    case ScalarType.DOUBLE:
      return random.oneOf(floats);
    case ScalarType.FLOAT:
      return Math.fround(random.oneOf([0, -0, 1.5, Number.NaN, Infinity, 3.4028234663852886e38]));
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
      return random.oneOf(integers);
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return random.oneOf(integers) >>> 0;
    case ScalarType.INT64:
    case ScalarType.SINT64:
    case ScalarType.SFIXED64:
      return random.oneOf(bigints);
    default:
      return BigInt.asUintN(64, random.oneOf(bigints));
  }
}

function randomJsonObject(random: Random, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Array.from({ length: random.below(5) }, () => [random.oneOf(texts), randomJson(random, depth)]),
  );
}

function randomJson(random: Random, depth: number): unknown {
  switch (random.below(depth > 0 ? 6 : 4)) {
    case 0:
      return random.oneOf(texts);
    case 1:
      return random.oneOf(floats);
    case 2:
      return random.below(2) === 0;
    case 3:
      return null;
    case 4:
      return Array.from({ length: random.below(4) }, () => randomJson(random, depth - 1));
    default:
      return randomJsonObject(random, depth - 1);
  }
}

function randomUnknown(random: Random): Message["$unknown"] {
  return Array.from({ length: 1 + random.below(3) }, () => {
    // No proto of the tests has these numbers.
    const no = random.oneOf([7000, 65000, 536870000]);
    switch (random.below(4)) {
      case 0:
        return { no, wireType: 0, data: Uint8Array.of(150, 1) };
      case 1:
        return { no, wireType: 1, data: new Uint8Array(8) };
      case 2:
        return { no, wireType: 2, data: Uint8Array.of(3, 97, 98, 99) };
      default:
        return { no, wireType: 5, data: new Uint8Array(4) };
    }
  });
}
