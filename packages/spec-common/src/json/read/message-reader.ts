// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescMessage } from "@bufbuild/protobuf";
import { describeValue, Fault, withKey } from "../errors/fault.js";
import { type CodecState, enterMessage, type ReaderOfMessage, type ReadMessage } from "../messages/codec-state.js";
import { contentKinds, discriminator } from "../messages/message-members.js";
import { hasOwn, isPlainObject } from "../messages/plain-object.js";
import { createFieldReaders, type FieldReader } from "./field-readers.js";
import type { ReadDialect } from "./read-dialect.js";

/**
 * Creates the functions that read messages in one dialect. Each one creates the readers of its members once, on the
 * first call.
 */
export function createMessageReaders(dialect: ReadDialect): ReaderOfMessage {
  const readers = new WeakMap<DescMessage, ReadMessage>();
  const readerOf: ReaderOfMessage = (desc) => {
    let reader = readers.get(desc);
    if (reader === undefined) {
      reader = createMessageReader(desc, dialect, readerOf);
      readers.set(desc, reader);
    }
    return reader;
  };
  return readerOf;
}

function createMessageReader(desc: DescMessage, dialect: ReadDialect, readerOf: ReaderOfMessage): ReadMessage {
  let fields: Map<string, FieldReader> | undefined;
  let createMessage: (() => Record<string, unknown>) | undefined;
  return (json, state, hasDiscriminator = false) => {
    if (!isPlainObject(json)) {
      throw new Fault("wrong_type", "an object", describeValue(json));
    }
    enterMessage(state);
    fields ??= createFieldReaders(desc, dialect, readerOf);
    createMessage ??= createMessageFactory(desc);
    const message = createMessage();
    const keys = Object.keys(json);
    state.members += keys.length;
    let key = "";
    try {
      for (key of keys) {
        const field = fields.get(key);
        if (field !== undefined) {
          readMember(message, field, json, key, state);
        } else if (!hasDiscriminator || key !== discriminator) {
          throw unknownKey(key, desc, dialect);
        }
      }
    } catch (error) {
      throw withKey(error, key);
    }
    state.depth--;
    return message;
  };
}

function readMember(
  message: Record<string, unknown>,
  field: FieldReader,
  json: Record<string, unknown>,
  key: string,
  state: CodecState,
): void {
  if (field.otherKey !== undefined && hasOwn(json, field.otherKey)) {
    throw new Fault("duplicate_key", `one of "${field.otherKey}" and "${key}"`, "both");
  }
  const value = json[key];
  // A member that is undefined is absent for every writer of JSON.
  if (value === undefined || (value === null && field.allowsNull)) {
    return;
  }
  if (field.case === undefined) {
    message[field.property] = field.read(value, state);
    return;
  }
  const oneof = message[field.property] as { case: string | undefined };
  if (oneof.case !== undefined) {
    throw new Fault("duplicate_key", `one member of the oneof ${field.property}`, "another one");
  }
  message[field.property] = { case: field.case, value: field.read(value, state) };
}

/** Creates the fault for an unknown key, with the key that was probably meant. */
function unknownKey(key: string, desc: DescMessage, { hasUnions }: ReadDialect): Fault {
  const field = desc.fields.find(({ name, jsonName }) => name === key || jsonName === key);
  const kind = field?.oneof && contentKinds(field.oneof)?.find((candidate) => candidate.field === field);
  if (field === undefined || !hasUnions) {
    return new Fault("unknown_key", `a field of ${desc.name}`, describeValue(key));
  }
  const meant =
    kind === undefined ? `"${field.name}"` : `"${field.oneof?.name}" with the ${discriminator} "${kind.kind}"`;
  return new Fault("unknown_key", meant, describeValue(key));
}

/** Creates the function that creates empty messages of a type, like `create` but several times as fast. */
function createMessageFactory(desc: DescMessage): () => Record<string, unknown> {
  const empty: Record<string, unknown> = create(desc);
  // V8 stores an object parsed from JSON in a compact form, which it copies in one step. An object that grew property
  // by property, as in `create`, is a hash table if it has more than a dozen properties.
  const keys = Object.keys(empty).map((property) => `${JSON.stringify(property)}:null`);
  const template: Record<string, unknown> = Object.assign(JSON.parse(`{${keys.join()}}`), empty);

  const lists = desc.fields.filter((field) => field.fieldKind === "list").map((field) => field.localName);
  const maps = desc.fields.filter((field) => field.fieldKind === "map").map((field) => field.localName);
  const oneofs = desc.oneofs.map((oneof) => oneof.localName);
  return () => {
    const message = { ...template };
    for (const property of lists) {
      message[property] = [];
    }
    for (const property of maps) {
      message[property] = {};
    }
    for (const property of oneofs) {
      message[property] = { case: undefined };
    }
    return message;
  };
}
