// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { WireType } from "@bufbuild/protobuf/wire";
import type { Random } from "../../events/random.ts";
import {
  isMessage,
  treeToBinary,
  varint,
  type WireField,
  type WireMessage,
  type WirePlace,
  wirePlacesIn,
} from "./wire-tree.ts";

type Mutate = (root: WireMessage, random: Random) => void;

/** Changes the tree of a message in one way, and returns the name of that. */
export function mutateBinary(root: WireMessage, random: Random): string {
  const name = random.pick(Object.keys(mutations)) as keyof typeof mutations;
  mutations[name](root, random);
  return `binary: ${name}`;
}

const odd = [
  0n,
  1n,
  2n,
  127n,
  128n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];
const lengths = [
  0n,
  1n,
  2n,
  127n,
  128n,
  16384n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 63n,
  2n ** 64n - 1n,
];
const fieldNumbers = [0, 1, 2, 15, 16, 40, 900, 18999, 19000, 19999, 2 ** 29 - 1, 2 ** 29, 2 ** 31 - 1, 2 ** 32];
const texts: readonly (readonly number[])[] = [
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xed, 0xb0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xe2, 0x82],
  [0xf0, 0x9f, 0x98],
  [0x80],
  [0xef, 0xbb, 0xbf],
  [0xef, 0xbf, 0xbe],
  [0x00],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xe0, 0x80, 0xaf],
  [0x41, 0xcc, 0x81],
];
const doubles = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  0,
  5e-324,
  1.7976931348623157e308,
  0.1,
];

const mutations = {
  "wire type": (root, random) => {
    const { field } = pick(root, random);
    field.wireType = random.integer(8);
    if (random.chance(0.6)) {
      field.value = createValue(field.wireType, random);
    }
  },
  "wire type of a message": (root, random) => {
    const { field } = pick(root, random, ({ field }) => isMessage(field.value));
    field.wireType = random.pick([WireType.Varint, WireType.Bit64, WireType.Bit32]);
    field.value = createValue(field.wireType, random);
  },
  "short length": (root, random) => {
    const { field } = pick(root, random, hasLength);
    field.length = varint(BigInt(Math.max(0, sizeOf(field) - 1 - random.integer(4))));
  },
  "long length": (root, random) => {
    const { field } = pick(root, random, hasLength);
    field.length = varint(BigInt(sizeOf(field) + 1 + random.integer(20)));
  },
  "length of its neighbour": (root, random) => {
    const { field, parent, index } = pick(root, random, hasLength);
    const next = parent.fields.slice(index + 1, index + 2 + random.integer(3));
    field.length = varint(BigInt(sizeOf(field) + treeToBinary({ type: undefined, fields: next }).length));
  },
  "length of the neighbour of its parent": (root, random) => {
    const { parent, index, field } = pick(root, random, ({ field }) => isMessage(field.value));
    const inner = isMessage(field.value)
      ? field.value.fields.findLast((each) => each.wireType === WireType.LengthDelimited)
      : undefined;
    const next = parent.fields.slice(index + 1, index + 2);
    if (inner !== undefined) {
      inner.length = varint(BigInt(sizeOf(inner) + treeToBinary({ type: undefined, fields: next }).length));
    }
  },
  "odd length": (root, random) => {
    pick(root, random, hasLength).field.length = varint(random.pick(lengths), random.pick([0, 0, 1]));
  },
  "moved field": (root, random) => {
    const { field, parent, index } = pick(root, random);
    const { parent: other } = pick(root, random);
    if (!contains(field, other)) {
      parent.fields.splice(index, 1);
      insert(other.fields, field, random);
    }
  },
  "duplicate field": (root, random) => {
    const { field, parent } = pick(root, random);
    const copy = copyOf(field);
    if (random.chance(0.5) && !isMessage(copy.value)) {
      copy.value = createValue(copy.wireType, random);
    }
    insert(parent.fields, copy, random);
  },
  "split message": (root, random) => {
    const { field, parent, index } = pick(
      root,
      random,
      ({ field }) => isMessage(field.value) && field.desc?.fieldKind === "message",
    );
    if (isMessage(field.value)) {
      const at = random.integer(field.value.fields.length + 1);
      const rest = { ...field, value: { ...field.value, fields: field.value.fields.splice(at) } };
      parent.fields.splice(random.chance(0.5) ? index + 1 : parent.fields.length, 0, rest);
    }
  },
  "message split inside a field": (root, random) => {
    const { field, parent, index } = pick(root, random, ({ field }) => isMessage(field.value));
    if (isMessage(field.value)) {
      const bytes = treeToBinary(field.value);
      const at = random.integer(bytes.length + 1);
      const parts = [bytes.subarray(0, at), bytes.subarray(at)].map((value) => ({ ...field, value }));
      parent.fields.splice(index, 1, ...parts);
    }
  },
  "merged messages": (root, random) => {
    const { field, parent } = pick(root, random, ({ field }) => isMessage(field.value));
    const other = random.pick(
      wirePlacesIn(root)
        .filter(({ field }) => isMessage(field.value))
        .map(({ field }) => field)
        .concat(field),
    );
    parent.fields.push({ ...copyOf(other), number: field.number, desc: field.desc });
  },
  "field order": (root, random) => {
    const { parent } = pick(root, random);
    parent.fields.sort(() => random.next() - 0.5);
  },
  "field number": (root, random) => {
    pick(root, random).field.number = random.pick(fieldNumbers);
  },
  "number of another field": (root, random) => {
    const { field, parent } = pick(root, random);
    const type = parent.type?.kind === "message" ? parent.type : undefined;
    field.number = type === undefined ? 1 + random.integer(3) : random.pick(type.fields).number;
  },
  "raw tag": (root, random) => {
    const { field } = pick(root, random);
    field.tag = random.pick([
      Uint8Array.of(0),
      Uint8Array.of(7),
      Uint8Array.of(2),
      varint(random.pick(odd)),
      varint((BigInt(field.number) << 3n) | BigInt(field.wireType) | (1n << 35n)),
    ]);
  },
  "overlong varint": (root, random) => {
    pick(root, random).field.padding = random.pick([1, 2, 4, 5, 8, 9, 10, 11]);
  },
  "odd varint": (root, random) => {
    const { field } = pick(root, random, ({ field }) => field.wireType === WireType.Varint);
    field.value = random.chance(0.2) ? 2n ** 69n + 5n : random.pick(odd);
  },
  double: (root, random) => {
    const { field } = pick(root, random, ({ field }) => field.wireType === WireType.Bit64);
    field.wireType = WireType.Bit64;
    field.value = doubleBytes(random.pick(doubles));
  },
  group: (root, random) => {
    const { field, parent, index } = pick(root, random);
    const number = random.chance(0.5) ? field.number : random.pick(fieldNumbers.slice(1, 11));
    const start = varint((BigInt(number) << 3n) | 3n);
    const end = varint((BigInt(random.chance(0.85) ? number : number + 1) << 3n) | 4n);
    const inside = random.pick([
      new Uint8Array(),
      Uint8Array.of(0x08, 0x01),
      Buffer.concat([start, end]),
      Buffer.concat(Array(random.pick([50, 99, 101, 500])).fill(start)),
    ]);
    const parts = random.pick([[start, inside, end], [start, inside], [end], [start, inside, end, end]]);
    parent.fields.splice(random.chance(0.5) ? index : parent.fields.length, 0, created(Buffer.concat(parts)));
  },
  packed: (root, random) => {
    const { field } = pick(root, random);
    field.value =
      typeof field.value === "bigint"
        ? Buffer.concat([varint(field.value), varint(1n)])
        : createValue(WireType.Varint, random);
    field.wireType = typeof field.value === "bigint" ? WireType.Varint : WireType.LengthDelimited;
  },
  "invalid text": (root, random) => {
    const { field } = pick(
      root,
      random,
      ({ field }) => field.value instanceof Uint8Array && field.wireType === WireType.LengthDelimited,
    );
    const old = field.value instanceof Uint8Array ? field.value : new Uint8Array();
    const at = random.integer(old.length + 1);
    field.value = Buffer.concat([old.subarray(0, at), Uint8Array.from(random.pick(texts)), old.subarray(at)]);
    field.wireType = WireType.LengthDelimited;
  },
  "truncated value": (root, random) => {
    pick(root, random).field.cut = 1 + random.integer(6);
  },
  "truncated end": (root, random) => {
    const { parent } = pick(root, random);
    parent.fields.push(
      created(
        random
          .pick([[0x0a], [0x0a, 5, 0x41], [0x08], [0x08, 0x80], [0x09, 1, 2], [0x0d, 1], [0x80], [0xff, 0xff]])
          .map(Number),
      ),
    );
  },
  "unknown field": (root, random) => {
    const { parent } = pick(root, random);
    const wireType = random.pick([0, 1, 2, 5]);
    const number = random.pick([40, 100, 900, 18999, 19500, 2 ** 29 - 1]);
    insert(parent.fields, { number, wireType, value: createValue(wireType, random), desc: undefined }, random);
  },
  "map entry": (root, random) => {
    const isEntry = ({ parent }: WirePlace) => parent.type?.kind === "field";
    const { parent } = pick(root, random, isEntry);
    const [first, second] = parent.fields;
    parent.fields = random
      .pick<(WireField | undefined)[]>([
        [],
        [first],
        [second],
        [second, first],
        [first, first, second],
        [first, second, second],
        [first, second, created([0x1a, 1, 0x41])],
        [first, second, created([0x18, 1])],
        [first, created([0x12, 0])],
        [created([0x0a, 1, 0xff]), second],
        [created([0x0a, 9, ...Buffer.from("__proto__")]), second],
        [created([0x0a, 0]), second],
      ])
      .flatMap((field) => (field === undefined ? [] : [copyOf(field)]));
  },
  "repeated entry": (root, random) => {
    const { field, parent } = pick(root, random, ({ field }) => field.desc?.fieldKind === "map");
    const copy = copyOf(field);
    const value = isMessage(copy.value) ? copy.value.fields.find(({ number }) => number === 2) : undefined;
    if (value !== undefined) {
      value.value = Uint8Array.from(random.pick(valueMessages));
    }
    parent.fields.push(copy);
  },
  "value of a Struct": (root, random) => {
    const { field } = pick(root, random, ({ field }) => field.desc?.message?.typeName === "google.protobuf.Value");
    const own = isMessage(field.value) ? treeToBinary(field.value) : new Uint8Array();
    const other = Uint8Array.from(random.pick(valueMessages));
    field.value = random.pick([other, Buffer.concat([own, other]), Buffer.concat([other, own])]);
    field.wireType = WireType.LengthDelimited;
  },
  "several contents": (root, random) => {
    const { type, fields } = root;
    const cases = type?.kind === "message" ? (type.oneofs[0]?.fields ?? []) : [];
    for (let left = 1 + random.integer(3); left > 0 && cases.length > 0; left--) {
      const { number } = random.pick(cases);
      const value = Uint8Array.from(
        random.pick([[], [0x0a, 1, 0x61], [0x12, 1, 0x62], [0x1a, 0], [0x0a, 5, 0x0a, 1, 0x6b, 0x12, 0]]),
      );
      insert(fields, { number, wireType: WireType.LengthDelimited, value, desc: undefined }, random);
    }
  },
  timestamp: (root, random) => {
    const { field } = pick(root, random, ({ field }) => field.desc?.message?.typeName === "google.protobuf.Timestamp");
    const seconds = random.pick([-62_135_596_801n, -62_135_596_800n, 253_402_300_799n, 253_402_300_800n, ...odd]);
    const nanos = random.pick([-1n, 0n, 999_999_999n, 1_000_000_000n, 2n ** 32n, ...odd]);
    const part = (tag: number, value: bigint) => Buffer.concat([Uint8Array.of(tag), varint(BigInt.asUintN(64, value))]);
    field.value = random.pick([
      Buffer.concat([part(8, seconds), part(16, nanos)]),
      Buffer.concat([part(16, nanos), part(8, 1n), part(8, 1_795_366_591n)]),
      part(16, 5n),
      new Uint8Array(),
    ]);
    field.wireType = WireType.LengthDelimited;
  },
  "deep Struct": (root, random) => {
    const levels = random.chance(0.03) ? 3000 : random.pick([5, 20, 30, 31, 32, 33, 34, 45, 48, 49, 50, 51, 99, 101]);
    let value: Uint8Array = Uint8Array.of(0x1a, 1, 0x61);
    for (let level = 0; level < levels; level++) {
      const inner = Buffer.concat([Uint8Array.of(0x0a), varint(BigInt(value.length)), value]);
      value = random.chance(0.5)
        ? prefixed(0x32, inner)
        : prefixed(0x2a, prefixed(0x0a, Buffer.concat([Uint8Array.of(0x0a, 1, 0x6b), prefixed(0x12, value)])));
    }
    const entry = prefixed(0x0a, Buffer.concat([Uint8Array.of(0x0a, 1, 0x6b), prefixed(0x12, value)]));
    root.fields.push({ number: 90, wireType: WireType.LengthDelimited, value: entry, desc: undefined });
  },
  "removed field": (root, random) => {
    const { parent, index } = pick(root, random);
    parent.fields.splice(index, 1);
  },
  "empty value": (root, random) => {
    const { field } = pick(root, random);
    field.value =
      field.wireType === WireType.Varint ? 0n : new Uint8Array(field.wireType === 1 ? 8 : field.wireType === 5 ? 4 : 0);
  },
  "long text": (root, random) => {
    const { field } = pick(
      root,
      random,
      ({ field }) => field.value instanceof Uint8Array && field.wireType === WireType.LengthDelimited,
    );
    field.value = Buffer.from(
      random.pick(["a", "é", "\u{1f600}"]).repeat(random.pick([63, 64, 65, 128, 129, 255, 256, 257, 20_000])),
    );
    field.wireType = WireType.LengthDelimited;
  },
} satisfies Record<string, Mutate>;

/** Messages that are a `google.protobuf.Value`, or nearly: none of its kinds, several, or a kind in another form. */
const valueMessages: readonly (readonly number[])[] = [
  [],
  [0x08, 0],
  [0x08, 1],
  [0x08, 0x80, 0],
  [0x11, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f],
  [0x11, 0, 0, 0, 0, 0, 0, 0, 0x80],
  [0x11, 0, 0, 0, 0, 0, 0, 0xf0, 0x7f],
  [0x1a, 0],
  [0x1a, 1, 0x61],
  [0x1a, 1, 0xff],
  [0x20, 1],
  [0x20, 2],
  [0x2a, 0],
  [0x2a, 5, 0x0a, 3, 0x0a, 1, 0x6b],
  [0x2a, 7, 0x0a, 5, 0x0a, 1, 0x6b, 0x12, 0],
  [0x2a, 9, 0x0a, 7, 0x0a, 1, 0x6b, 0x12, 2, 0x20, 1],
  [0x32, 0],
  [0x32, 2, 0x0a, 0],
  [0x32, 4, 0x0a, 2, 0x20, 1],
  [0x32, 4, 0x0a, 2, 0x20, 1, 0x32, 4, 0x0a, 2, 0x20, 0],
  [0x2a, 9, 0x0a, 7, 0x0a, 1, 0x6b, 0x12, 2, 0x20, 1, 0x2a, 9, 0x0a, 7, 0x0a, 1, 0x6c, 0x12, 2, 0x20, 1],
  [0x1a, 1, 0x61, 0x20, 1],
  [0x20, 1, 0x1a, 1, 0x61],
  [0x1a, 1, 0x61, 0x08, 0],
  [0x38, 1],
  [0x18, 1],
  [0x12, 1, 0x61],
  [0x08, 5],
];

function created(bytes: ArrayLike<number>): WireField {
  return { number: 0, wireType: 0, value: 0n, desc: undefined, raw: Uint8Array.from(bytes) };
}

function prefixed(tag: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(tag), varint(BigInt(bytes.length)), bytes]);
}

/** Picks a field, of those that a function selects if there are any. */
function pick(root: WireMessage, random: Random, select: (place: WirePlace) => boolean = () => true): WirePlace {
  const places = wirePlacesIn(root);
  const selected = places.filter(select);
  return selected.length > 0 ? random.pick(selected) : places.length > 0 ? random.pick(places) : emptyPlace(root);
}

function emptyPlace(parent: WireMessage): WirePlace {
  const field: WireField = { number: 1, wireType: WireType.LengthDelimited, value: new Uint8Array(), desc: undefined };
  parent.fields.push(field);
  return { field, parent, index: 0 };
}

function hasLength({ field }: WirePlace): boolean {
  return field.wireType === WireType.LengthDelimited;
}

function sizeOf({ value }: WireField): number {
  return typeof value === "bigint" ? 1 : value instanceof Uint8Array ? value.length : treeToBinary(value).length;
}

function createValue(wireType: number, random: Random): bigint | Uint8Array {
  switch (wireType) {
    case WireType.Varint:
      return random.pick(odd);
    case WireType.Bit64:
      return doubleBytes(random.pick(doubles));
    case WireType.LengthDelimited:
      return random.pick([
        new Uint8Array(),
        Uint8Array.of(0x61),
        Uint8Array.of(8, 1),
        Uint8Array.of(0x0a, 1, 0x61),
        Uint8Array.of(0xff),
      ]);
    case WireType.Bit32:
      return random.bytes(4);
    default:
      return new Uint8Array();
  }
}

function doubleBytes(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

function contains({ value }: WireField, message: WireMessage): boolean {
  return isMessage(value) && (value === message || value.fields.some((field) => contains(field, message)));
}

function copyOf(field: WireField): WireField {
  const { value } = field;
  return { ...field, value: isMessage(value) ? { ...value, fields: value.fields.map(copyOf) } : value };
}

function insert<T>(list: T[], item: T, random: Random): void {
  list.splice(random.integer(list.length + 1), 0, item);
}
