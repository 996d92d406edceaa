// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, type JsonObject, type JsonValue, ScalarType } from "@bufbuild/protobuf";
import { describeValue, Fault, withKey } from "../errors/fault.js";
import { type CodecState, enterMap, type WriteMessage, type WriteValue } from "../messages/codec-state.js";
import {
  type ContentKind,
  discriminator,
  hasImplicitPresence,
  type MessageMember,
  messageMembers,
} from "../messages/message-members.js";
import { isPlainObject, setOwn } from "../messages/plain-object.js";
import { checkMapKey, is64Bit } from "../scalars/check-scalar.js";
import { createElementWriter } from "./element-writer.js";

/** How one member of the JSON object is written. */
export interface FieldWriter {
  /** Property of the message. */
  readonly property: string;
  /** Key in JSON. */
  readonly key: string;
  /** Value of the property for which nothing is written, if a single comparison can decide that. */
  readonly unset: unknown;
  /** Writes the value of the property, or returns undefined to leave the member out. */
  readonly write: (value: unknown, state: CodecState) => JsonValue | undefined;
}

type WriterOf = (desc: DescMessage) => WriteMessage;

// Equal to no value. For properties that one comparison cannot decide.
const incomparable = Symbol();

/** Creates the writers of the members of a message, in the order of the members. */
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

/** Leaves out default values that {@link FieldWriter.unset} does not cover. */
function exceptDefault(field: DescField, write: WriteValue): FieldWriter["write"] {
  if (!hasImplicitPresence(field)) {
    return write;
  }
  switch (field.scalar) {
    case ScalarType.BYTES:
      return (value, state) => write(value, state) || undefined;
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      // Minus zero equals zero, but is not the default.
      return (value, state) => (Object.is(value, 0) ? undefined : write(value, state));
    default:
      return write;
  }
}

/** Creates the function that writes a repeated field, or undefined for an empty list. */
function createListWriter(writeItem: WriteValue) {
  return (items: unknown, state: CodecState): JsonValue[] | undefined => {
    if (!Array.isArray(items)) {
      throw new Fault("wrong_type", "an array", describeValue(items));
    }
    if (items.length === 0) {
      return undefined;
    }
    const json: JsonValue[] = [];
    let index = 0;
    try {
      for (; index < items.length; index++) {
        json.push(writeItem(items[index], state));
      }
    } catch (error) {
      throw withKey(error, index);
    }
    return json;
  };
}

/** Creates the function that writes a map field, or undefined for an empty map. */
function createMapWriter(keyType: ScalarType, writeEntry: WriteValue) {
  return (map: unknown, state: CodecState): JsonObject | undefined => {
    if (!isPlainObject(map)) {
      throw new Fault("wrong_type", "an object", describeValue(map));
    }
    const keys = Object.keys(map);
    if (keys.length === 0) {
      return undefined;
    }
    const { depth } = state;
    enterMap(state, keys);
    const json: JsonObject = {};
    for (const key of keys) {
      try {
        setOwn(json, checkMapKey(key, keyType), writeEntry(map[key], state));
      } catch (error) {
        throw withKey(error, key);
      }
    }
    state.depth = depth;
    return json;
  };
}

/** Creates the function that writes a oneof as an object with a discriminator, or undefined if no case is set. */
function createUnionWriter(kinds: readonly ContentKind[], writerOf: (desc: DescMessage) => WriteMessage) {
  const writers = new Map(kinds.map((kind) => [kind.field.localName, createKindWriter(kind, writerOf)]));
  return (oneof: unknown, state: CodecState): JsonObject | undefined => {
    const { case: name, value } = (oneof ?? {}) as { case?: string; value?: unknown };
    if (name === undefined) {
      return undefined;
    }
    const write = writers.get(name);
    if (write === undefined) {
      throw new Fault("wrong_type", `one of the cases ${[...writers.keys()].join(", ")}`, describeValue(name));
    }
    return write(value, state);
  };
}

function createKindWriter({ field, kind, property }: ContentKind, writerOf: (desc: DescMessage) => WriteMessage) {
  if (property === undefined) {
    const write = writerOf(field.message as DescMessage);
    return (value: unknown, state: CodecState) => write(value, state, kind);
  }
  const write = createElementWriter(field, writerOf);
  return (value: unknown, state: CodecState): JsonObject => {
    try {
      return { [discriminator]: kind, [property]: write(value, state) };
    } catch (error) {
      throw withKey(error, property);
    }
  };
}
