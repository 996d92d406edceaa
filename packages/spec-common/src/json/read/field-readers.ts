// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage, ScalarType } from "@bufbuild/protobuf";
import { describeValue, Fault, withKey } from "../errors/fault.js";
import { type CodecState, enterMap, type ReadMessage, type ReadValue } from "../messages/codec-state.js";
import { type ContentKind, discriminator, messageMembers } from "../messages/message-members.js";
import { hasOwn, isPlainObject, setOwn } from "../messages/plain-object.js";
import { checkMapKey } from "../scalars/check-scalar.js";
import { createElementReader } from "./element-reader.js";
import type { ReadDialect } from "./read-dialect.js";

/** How one member of a JSON object is read. */
export interface FieldReader {
  /** The property of the message to set. */
  readonly property: string;
  readonly read: ReadValue;
  /** Another key for the same field. */
  readonly otherKey: string | undefined;
  /** Whether null means that the field is not set. It always does, unless null is a value of the field. */
  readonly allowsNull: boolean;
  /** The case to set if the property is a oneof. No other case may be set. */
  readonly case: string | undefined;
}

type ReaderOf = (desc: DescMessage) => ReadMessage;

/** Creates the readers of the members of a message, by key. */
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
      readers.set(name, { property, read, otherKey: undefined, allowsNull: true, case: undefined });
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
    allowsNull: field.message?.typeName !== "google.protobuf.Value",
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

/** Creates the function that reads a repeated field. */
function createListReader(readItem: ReadValue): ReadValue {
  return (json, state) => {
    if (!Array.isArray(json)) {
      throw new Fault("wrong_type", "an array", describeValue(json));
    }
    const items: unknown[] = [];
    let index = 0;
    try {
      for (; index < json.length; index++) {
        items.push(readItem(json[index], state));
      }
    } catch (error) {
      throw withKey(error, index);
    }
    return items;
  };
}

/** Creates the function that reads a map field. */
function createMapReader(keyType: ScalarType, readEntry: ReadValue): ReadValue {
  return (json, state) => {
    if (!isPlainObject(json)) {
      throw new Fault("wrong_type", "an object", describeValue(json));
    }
    const { depth } = state;
    const keys = Object.keys(json);
    enterMap(state, keys);
    state.members += keys.length;
    const map: Record<string, unknown> = {};
    for (const key of keys) {
      try {
        setOwn(map, checkMapKey(key, keyType), readEntry(json[key], state));
      } catch (error) {
        throw withKey(error, key);
      }
    }
    state.depth = depth;
    return map;
  };
}

type ReadKind = (json: Record<string, unknown>, state: CodecState) => unknown;

/** Creates the function that reads an object with a discriminator into a oneof. */
function createUnionReader(
  kinds: readonly ContentKind[],
  readMessageOf: (desc: DescMessage) => ReadMessage,
  createReader: (kind: ContentKind) => ReadValue,
): ReadValue {
  const readers = new Map<unknown, { name: string; read: ReadKind }>(
    kinds.map((kind) => {
      const { field, property } = kind;
      const read =
        property === undefined
          ? readFlat(readMessageOf(field.message as DescMessage))
          : readWrapped(property, createReader(kind));
      return [kind.kind, { name: field.localName, read }];
    }),
  );
  return (json, state) => {
    if (!isPlainObject(json)) {
      throw new Fault("wrong_type", "an object", describeValue(json));
    }
    const kind = hasOwn(json, discriminator) ? json[discriminator] : undefined;
    const reader = readers.get(kind);
    if (reader === undefined) {
      throw withKey(unknownKind(json, [...readers.keys()].join(", ")), discriminator);
    }
    return { case: reader.name, value: reader.read(json, state) };
  };
}

function unknownKind(json: Record<string, unknown>, names: string): Fault {
  const expected = `one of ${names}`;
  if (!hasOwn(json, discriminator)) {
    return new Fault("missing_key", expected, "nothing");
  }
  const kind = json[discriminator];
  return new Fault(typeof kind === "string" ? "bad_value" : "wrong_type", expected, describeValue(kind));
}

function readFlat(read: ReadMessage): ReadKind {
  return (json, state) => read(json, state, true);
}

function readWrapped(property: string, read: ReadValue): ReadKind {
  return (json, state) => {
    const keys = Object.keys(json);
    state.members += keys.length;
    const other = keys.find((key) => key !== discriminator && key !== property);
    if (other !== undefined) {
      throw withKey(new Fault("unknown_key", `"${discriminator}" or "${property}"`, describeValue(other)), other);
    }
    try {
      if (!keys.includes(property)) {
        throw new Fault("missing_key", "a value", "nothing");
      }
      return read(json[property], state);
    } catch (error) {
      throw withKey(error, property);
    }
  };
}
