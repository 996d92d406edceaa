// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  create,
  type DescEnum,
  type DescField,
  type DescMessage,
  type DescOneof,
  fromJson,
  type MessageShape,
  ScalarType,
} from "@bufbuild/protobuf";
import { ListValueSchema, ValueSchema } from "@bufbuild/protobuf/wkt";
import fc from "fast-check";
import { arbitraryJsonObject, arbitraryJsonValue, arbitraryText } from "./arbitrary-json.ts";

/**
 * Generates messages of a type, with any fields of its descriptor and all kinds of values: unset, empty, extreme,
 * unknown. Structs contain only finite numbers, since JSON has no others. Messages inside messages of the same type are
 * empty.
 */
export function arbitraryMessage<Desc extends DescMessage>(desc: Desc): fc.Arbitrary<MessageShape<Desc>> {
  return arbitraryNested(desc, []) as fc.Arbitrary<MessageShape<Desc>>;
}

function arbitraryNested(desc: DescMessage, around: readonly DescMessage[]): fc.Arbitrary<unknown> {
  switch (desc.typeName) {
    case "google.protobuf.Struct":
      return arbitraryJsonObject;
    case "google.protobuf.Value":
      return arbitraryJsonValue.map((value) => fromJson(ValueSchema, value));
    case "google.protobuf.ListValue":
      return fc.array(arbitraryJsonValue, { maxLength: 3 }).map((values) => fromJson(ListValueSchema, values));
    case "google.protobuf.Timestamp":
      return arbitraryTimestamp();
    case "google.protobuf.Any":
      return fc.record({ typeUrl: arbitraryText, value: fc.uint8Array() });
    default:
      return around.includes(desc) ? fc.constant(create(desc)) : arbitraryMembers(desc, [...around, desc]);
  }
}

function arbitraryMembers(desc: DescMessage, around: readonly DescMessage[]): fc.Arbitrary<unknown> {
  const members = desc.members.map((member): [string, fc.Arbitrary<unknown>] => [
    member.localName,
    member.kind === "field" ? arbitraryField(member, around) : arbitraryOneof(member, around),
  ]);
  return fc.record(Object.fromEntries(members)).map((values) => create(desc, values as never));
}

function arbitraryOneof(oneof: DescOneof, around: readonly DescMessage[]): fc.Arbitrary<unknown> {
  const cases = oneof.fields.map((field) =>
    fc.record({ case: fc.constant(field.localName), value: arbitraryElement(field, around) }),
  );
  return fc.option(fc.oneof(...cases), { nil: undefined });
}

function arbitraryField(field: DescField, around: readonly DescMessage[]): fc.Arbitrary<unknown> {
  const element = arbitraryElement(field, around);
  switch (field.fieldKind) {
    case "list":
      return fc.array(element, { maxLength: 3 });
    case "map":
      return fc.array(fc.tuple(arbitraryScalar(field.mapKey), element), { maxLength: 3 }).map(Object.fromEntries);
    default:
      // Half of the fields are unset, as in real messages.
      return fc.option(element, { nil: undefined, freq: 2 });
  }
}

function arbitraryElement(field: DescField, around: readonly DescMessage[]): fc.Arbitrary<unknown> {
  if (field.message !== undefined) {
    return arbitraryNested(field.message, around);
  }
  if (field.enum !== undefined) {
    return arbitraryEnumValue(field.enum);
  }
  const scalar = arbitraryScalar(field.scalar as ScalarType);
  return field.fieldKind !== "map" && field.longAsString ? scalar.map(String) : scalar;
}

function arbitraryTimestamp(): fc.Arbitrary<unknown> {
  const first = -62_135_596_800n;
  const last = 253_402_300_799n;
  return fc.record({
    seconds: fc.oneof(fc.bigInt(first, last), fc.constantFrom(0n, -1n, first, last)),
    nanos: fc.oneof(fc.nat(999_999_999), fc.constantFrom(0, 1, 1000, 1_000_000, 999_999_999)),
  });
}

/** Generates values of a scalar type. 64-bit integers are limited to those that a JSON number represents exactly. */
function arbitraryScalar(type: ScalarType): fc.Arbitrary<unknown> {
  switch (type) {
    case ScalarType.STRING:
      return arbitraryText;
    case ScalarType.BOOL:
      return fc.boolean();
    case ScalarType.BYTES:
      return fc.uint8Array();
    case ScalarType.DOUBLE:
      return fc.oneof(
        fc.double(),
        fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
      );
    case ScalarType.FLOAT:
      return fc.oneof(fc.float(), fc.constantFrom(0, -0));
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return fc.oneof(fc.nat(), fc.constantFrom(0, 2 ** 32 - 1));
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return fc.bigInt(0n, BigInt(Number.MAX_SAFE_INTEGER));
    case ScalarType.INT64:
    case ScalarType.SINT64:
    case ScalarType.SFIXED64:
      return fc.bigInt(BigInt(Number.MIN_SAFE_INTEGER), BigInt(Number.MAX_SAFE_INTEGER));
    default:
      return fc.oneof(fc.integer(), fc.constantFrom(0, 1, -1, 2 ** 31 - 1, -(2 ** 31)));
  }
}

/** Generates values of an enum, with and without a name. */
function arbitraryEnumValue(desc: DescEnum): fc.Arbitrary<number> {
  return fc.oneof(fc.constantFrom(...desc.values.map(({ number }) => number)), fc.integer());
}
