// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { isWrapperDesc } from "@bufbuild/protobuf/wkt";

/** Wire types of the encoding. */
export const WireType = { varint: 0, bit64: 1, length: 2, startGroup: 3, endGroup: 4, bit32: 5 } as const;

/** How values of a scalar type are written and read, by the runtime's functions `putX` and `takeX`. */
export interface ScalarShape {
  /** The X of these functions. */
  readonly name: string;
  readonly wireType: number;
  /** Source of the type and of the zero value. */
  readonly type: string;
  readonly zero: string;
}

const scalars: Readonly<Record<ScalarType, ScalarShape>> = {
  [ScalarType.DOUBLE]: { name: "Double", wireType: WireType.bit64, type: "number", zero: "0" },
  [ScalarType.FLOAT]: { name: "Float", wireType: WireType.bit32, type: "number", zero: "0" },
  [ScalarType.INT64]: { name: "Int64", wireType: WireType.varint, type: "bigint", zero: "0n" },
  [ScalarType.UINT64]: { name: "Uint64", wireType: WireType.varint, type: "bigint", zero: "0n" },
  [ScalarType.INT32]: { name: "Int32", wireType: WireType.varint, type: "number", zero: "0" },
  [ScalarType.FIXED64]: { name: "Fixed64", wireType: WireType.bit64, type: "bigint", zero: "0n" },
  [ScalarType.FIXED32]: { name: "Fixed32", wireType: WireType.bit32, type: "number", zero: "0" },
  [ScalarType.BOOL]: { name: "Bool", wireType: WireType.varint, type: "boolean", zero: "false" },
  [ScalarType.STRING]: { name: "String", wireType: WireType.length, type: "string", zero: '""' },
  [ScalarType.BYTES]: { name: "Bytes", wireType: WireType.length, type: "Uint8Array", zero: "new Uint8Array(0)" },
  [ScalarType.UINT32]: { name: "Uint32", wireType: WireType.varint, type: "number", zero: "0" },
  [ScalarType.SFIXED32]: { name: "Sfixed32", wireType: WireType.bit32, type: "number", zero: "0" },
  [ScalarType.SFIXED64]: { name: "Sfixed64", wireType: WireType.bit64, type: "bigint", zero: "0n" },
  [ScalarType.SINT32]: { name: "Sint32", wireType: WireType.varint, type: "number", zero: "0" },
  [ScalarType.SINT64]: { name: "Sint64", wireType: WireType.varint, type: "bigint", zero: "0n" },
};

/** Returns how a scalar type is written and read. */
export function shapeOfScalar(type: ScalarType): ScalarShape {
  return scalars[type];
}

/** Returns how the values of a field of scalars or enums are written and read. Undefined for messages. */
export function shapeOfField(field: DescField): ScalarShape | undefined {
  if (field.message !== undefined) {
    return undefined;
  }
  return scalars[field.enum === undefined ? field.scalar : ScalarType.INT32];
}

/** Whether 64-bit integers of a field are strings. */
export function isLongAsString(field: DescField): boolean {
  return "longAsString" in field && field.longAsString && shapeOfField(field)?.type === "bigint";
}

/** Whether a field of `google.protobuf.Struct` is a plain object, as protobuf-es has it everywhere but in a Value. */
export function isStructAsJson(field: DescField): boolean {
  return field.message?.typeName === "google.protobuf.Struct" && field.parent.typeName !== "google.protobuf.Value";
}

/** Returns the scalar of a wrapper that protobuf-es unwraps, otherwise undefined. */
export function unwrapped(field: DescField): ScalarShape | undefined {
  if (field.fieldKind !== "message" || field.oneof !== undefined || !isWrapperDesc(field.message)) {
    return undefined;
  }
  const [value] = field.message.fields;
  return value === undefined ? undefined : shapeOfField(value);
}

/** Whether the values of a list are in one field with a length. */
export function isPackable(field: DescField): boolean {
  const shape = shapeOfField(field);
  return field.fieldKind === "list" && shape !== undefined && shape.wireType !== WireType.length;
}

/** Returns the wire type with which the value of a field is written. */
export function wireTypeOf(field: DescField): number {
  if (field.fieldKind === "map" || (field.fieldKind === "list" && field.packed)) {
    return WireType.length;
  }
  if ("delimitedEncoding" in field && field.delimitedEncoding) {
    return WireType.startGroup;
  }
  return shapeOfField(field)?.wireType ?? WireType.length;
}

/** Returns all wire types with which the value of a field may be read, most of which have one. */
export function readableWireTypes(field: DescField): number[] {
  const shape = shapeOfField(field);
  return shape !== undefined && isPackable(field) ? [shape.wireType, WireType.length] : [wireTypeOf(field)];
}

/** Returns a tag as a number. */
export function tagOf(number: number, wireType: number): number {
  return ((number << 3) | wireType) >>> 0;
}

/**
 * Whether unset fields of a message have their defaults on its prototype, so that only own properties are set.
 * As in `create` of protobuf-es.
 */
export function hasPrototype(desc: DescMessage): boolean {
  const { edition } = desc.file;
  if (edition === 999) {
    return false;
  }
  return (
    edition === 998 ||
    desc.fields.some(
      (field) =>
        field.presence !== 2 &&
        (field.fieldKind === "scalar" || field.fieldKind === "enum") &&
        field.oneof === undefined,
    )
  );
}
