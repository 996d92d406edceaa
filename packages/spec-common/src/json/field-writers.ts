// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, type JsonValue, ScalarType } from "@bufbuild/protobuf";
import type { CodecState, WriteValue } from "./codec-state.js";
import { createElementWriter } from "./element-writer.js";
import { createListWriter } from "./list-writer.js";
import { createMapWriter } from "./map-writer.js";
import { hasImplicitPresence, type MessageMember, messageMembers } from "./message-fields.js";
import type { WriteMessage } from "./message-writer.js";
import { is64Bit } from "./scalar-range.js";
import { createUnionWriter } from "./union-writer.js";

/** How one member of the JSON object comes about. */
export interface FieldWriter {
  /** Property of the message. */
  readonly property: string;
  /** Key in JSON. */
  readonly key: string;
  /** Value of the property for which nothing is written, where one comparison tells. */
  readonly unset: unknown;
  /** Writes the value of the property, or returns undefined to leave the member out. */
  readonly write: (value: unknown, state: CodecState) => JsonValue | undefined;
}

type WriterOf = (desc: DescMessage) => WriteMessage;

// Equal to no value, for properties that need a closer look.
const incomparable = Symbol();

/** Decides once how the members of a message are written, in their order. */
export function createFieldWriters(desc: DescMessage, writerOf: WriterOf): FieldWriter[] {
  return messageMembers(desc, true).map((member) => createFieldWriter(member, writerOf));
}

function createFieldWriter(member: MessageMember, writerOf: WriterOf): FieldWriter {
  if ("union" in member) {
    const { localName: property, name: key } = member.union;
    return { property, key, unset: incomparable, write: createUnionWriter(member.kinds, writerOf) };
  }
  const { field } = member;
  const { localName: property, name: key } = field;
  const write = createElementWriter(field, writerOf);
  if (field.oneof !== undefined) {
    return { property: field.oneof.localName, key, unset: incomparable, write: inOneof(property, write) };
  }
  switch (field.fieldKind) {
    case "list":
      return { property, key, unset: incomparable, write: createListWriter(write) };
    case "map":
      return { property, key, unset: incomparable, write: createMapWriter(field.mapKey, write) };
    default:
      return { property, key, unset: unsetValue(field), write: exceptDefault(field, write) };
  }
}

function inOneof(name: string, write: WriteValue): FieldWriter["write"] {
  return (oneof, state) => {
    const { case: set, value } = (oneof ?? {}) as { case?: string; value?: unknown };
    return set === name ? write(value, state) : undefined;
  };
}

function unsetValue(field: DescField): unknown {
  if (!hasImplicitPresence(field)) {
    return undefined;
  }
  switch (field.scalar) {
    case ScalarType.STRING:
      return "";
    case ScalarType.BOOL:
      return false;
    case ScalarType.BYTES:
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return incomparable;
    default:
      return field.scalar !== undefined && is64Bit(field.scalar) ? zero64(field) : 0;
  }
}

function zero64(field: DescField): bigint | string {
  return field.fieldKind === "scalar" && field.longAsString ? "0" : 0n;
}

/** Leaves out the default values that are not compared with {@link FieldWriter.unset}. */
function exceptDefault(field: DescField, write: WriteValue): FieldWriter["write"] {
  if (!hasImplicitPresence(field)) {
    return write;
  }
  switch (field.scalar) {
    case ScalarType.BYTES:
      return (value, state) => write(value, state) || undefined;
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      // Minus zero is no default, though it equals zero.
      return (value, state) => (Object.is(value, 0) ? undefined : write(value, state));
    default:
      return write;
  }
}
