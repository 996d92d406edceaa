// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage } from "@bufbuild/protobuf";
import type { CodecState } from "./codec-state.js";
import { discriminator } from "./content-union.js";
import { describeValue } from "./describe-value.js";
import { Fault, withKey } from "./fault.js";
import { createFieldReaders, type FieldReader } from "./field-readers.js";
import { enterMessage } from "./message-depth.js";
import { createMessageFactory } from "./message-factory.js";
import { isPlainObject } from "./plain-object.js";
import type { ReadDialect } from "./read-dialect.js";
import { unknownKey } from "./unknown-key.js";

/** Reads a message of one type, beside whose members a discriminator may stand. */
export type ReadMessage = (json: unknown, state: CodecState, hasDiscriminator?: boolean) => Record<string, unknown>;

/** Finds the function that reads messages of a type. */
export type ReaderOfMessage = (desc: DescMessage) => ReadMessage;

/**
 * Creates the functions that read messages in one dialect. What one does with the members of an object is decided
 * once, when it is first called.
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
  if (field.otherKey !== undefined && Object.hasOwn(json, field.otherKey)) {
    throw new Fault("duplicate_key", `one of "${field.otherKey}" and "${key}"`, "both");
  }
  const value = json[key];
  if (value === null && field.allowsNull) {
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
