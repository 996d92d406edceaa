// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, Message } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";

/** A field that a message has, but its schema does not. */
export interface UnknownField {
  /** Steps to the field by the names of the proto, the last of which is its number: `tool_call` and `900`. */
  readonly steps: readonly string[];
  readonly number: number;
  /** Name of the message that has the field, such as `ToolCall`. */
  readonly messageName: string;
}

/** Numbers of the unknown fields that were removed from the messages inside a message. */
export type RemovedFields = ReadonlyMap<Message, readonly number[]>;

/** Locates fields that were removed from a message and those inside it. Returns each place once. */
export function locateUnknownFields(schema: DescMessage, message: Message, removed: RemovedFields): UnknownField[] {
  const found = new Map<string, UnknownField>();
  visit(schema, message, []);
  return [...found.values()];

  function visit(schema: DescMessage, message: Message, steps: readonly string[]): void {
    for (const number of removed.get(message) ?? []) {
      const path = [...steps, String(number)];
      found.set(path.join("/"), { steps: path, number, messageName: schema.name });
    }
    const reflected = reflect(schema, message);
    for (const field of schema.fields) {
      // A Struct is a plain object, without unknown fields.
      if (
        field.message === undefined ||
        field.message.typeName === "google.protobuf.Struct" ||
        !reflected.isSet(field)
      ) {
        continue;
      }
      const path = [...steps, field.name];
      const inner = field.message;
      if (field.fieldKind === "list") {
        for (const [index, value] of [...reflected.get(field)].entries()) {
          visit(inner, (value as { message: Message }).message, [...path, String(index)]);
        }
      } else if (field.fieldKind === "map") {
        for (const [key, value] of reflected.get(field)) {
          visit(inner, (value as { message: Message }).message, [...path, String(key)]);
        }
      } else if (field.fieldKind === "message") {
        visit(inner, reflected.get(field).message, path);
      }
    }
  }
}
