// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, JsonObject, JsonValue } from "@bufbuild/protobuf";
import { withKey } from "../errors/fault.js";
import { enterMessage, type WriteMessage } from "../messages/codec-state.js";
import { discriminator } from "../messages/message-members.js";
import { setOwn } from "../messages/plain-object.js";
import { checkMessage } from "./element-writer.js";
import { createFieldWriters, type FieldWriter } from "./field-writers.js";

const writers = new WeakMap<DescMessage, WriteMessage>();

/** Returns the function that writes messages of a type. Creates the writers of the members once, on the first call. */
export function messageWriter(desc: DescMessage): WriteMessage {
  let writer = writers.get(desc);
  if (writer === undefined) {
    writer = createMessageWriter(desc);
    writers.set(desc, writer);
  }
  return writer;
}

function createMessageWriter(desc: DescMessage): WriteMessage {
  const { typeName } = desc;
  let fields: FieldWriter[] | undefined;
  return (value, state, kind) => {
    const message: Record<string, unknown> = checkMessage(value, typeName);
    enterMessage(state);
    fields ??= createFieldWriters(desc, messageWriter);
    const json: JsonObject = kind === undefined ? {} : { [discriminator]: kind };
    let key = "";
    try {
      for (let index = 0; index < fields.length; index++) {
        const field = fields[index] as FieldWriter;
        const value = message[field.property];
        // Most fields are not set, and are skipped by this comparison alone.
        if (value !== field.unset) {
          key = field.key;
          const written: JsonValue | undefined = field.write(value, state);
          if (written !== undefined) {
            setOwn(json, key, written);
          }
        }
      }
    } catch (error) {
      throw withKey(error, key);
    }
    state.depth--;
    return json;
  };
}
