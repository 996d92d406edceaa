// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage } from "@bufbuild/protobuf";
import type { ReadValue } from "./codec-state.js";
import { createElementReader } from "./element-reader.js";
import { createListReader } from "./list-reader.js";
import { createMapReader } from "./map-reader.js";
import { messageMembers } from "./message-fields.js";
import type { ReadMessage } from "./message-reader.js";
import type { ReadDialect } from "./read-dialect.js";
import { createUnionReader } from "./union-reader.js";

/** What becomes of one member of a JSON object. */
export interface FieldReader {
  /** Property of the message. */
  readonly property: string;
  readonly read: ReadValue;
  /** Another key by which the same field can be named. */
  readonly otherKey: string | undefined;
  /** Whether null means that the field is not set. */
  readonly allowsNull: boolean;
  /** The case to set, where the property is a oneof, of whose fields no other may be set. */
  readonly case: string | undefined;
}

type ReaderOf = (desc: DescMessage) => ReadMessage;

/** Decides once how the members of a message are read, by key. */
export function createFieldReaders(
  desc: DescMessage,
  dialect: ReadDialect,
  readerOf: ReaderOf,
): Map<string, FieldReader> {
  const readers = new Map<string, FieldReader>();
  for (const member of messageMembers(desc, dialect.hasUnions)) {
    if ("union" in member) {
      const { localName: property, name } = member.union;
      const read = createUnionReader(member.kinds, readerOf, ({ field }) =>
        createElementReader(field, dialect, readerOf),
      );
      readers.set(name, { property, read, otherKey: undefined, allowsNull: false, case: undefined });
    } else {
      addFieldReader(readers, member.field, dialect, readerOf);
    }
  }
  return readers;
}

function addFieldReader(
  readers: Map<string, FieldReader>,
  field: DescField,
  dialect: ReadDialect,
  readerOf: ReaderOf,
): void {
  const { name, jsonName, localName, oneof } = field;
  const reader = {
    property: oneof?.localName ?? localName,
    read: createValueReader(field, createElementReader(field, dialect, readerOf)),
    otherKey: undefined,
    allowsNull: dialect.hasProtoJsonMembers && field.message?.typeName !== "google.protobuf.Value",
    case: oneof && localName,
  };
  readers.set(name, reader);
  if (dialect.hasProtoJsonMembers && jsonName !== name) {
    readers.set(jsonName, { ...reader, otherKey: name });
  }
}

function createValueReader(field: DescField, read: ReadValue): ReadValue {
  switch (field.fieldKind) {
    case "list":
      return createListReader(read);
    case "map":
      return createMapReader(field.mapKey, read);
    default:
      return read;
  }
}
