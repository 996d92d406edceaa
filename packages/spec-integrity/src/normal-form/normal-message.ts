// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage, Message } from "@bufbuild/protobuf";
import { normalScalarWriter, writeInteger } from "./normal-scalar.js";
import { enterMessages, fault, type NormalState, noteLeaf, type WriteNormal } from "./normal-state.js";
import { writeStruct } from "./normal-struct.js";
import { normalTimestamp } from "./normal-timestamp.js";

/** One field of a message. `write` returns undefined if the normal form leaves the field out. */
export interface NormalMember {
  readonly field: DescField;
  /** Key in JSON, including the colon. */
  readonly key: string;
  readonly write: (message: Message, state: NormalState, pointer: string) => string | undefined;
}

const writers = new Map<string, WriteNormal>();

/** Returns the writer for messages of a type. */
function normalMessageWriter(desc: DescMessage): WriteNormal {
  const known = writers.get(desc.typeName);
  if (known !== undefined) {
    return known;
  }
  // The members are created on first use, since a message may contain messages of its own type.
  let members: readonly NormalMember[] | undefined;
  const writer = wellKnownWriters[desc.typeName] ?? writeMessage;
  writers.set(desc.typeName, writer);
  return writer;

  function writeMessage(value: unknown, state: NormalState, pointer: string): string {
    members ??= normalMembers(desc);
    enterMessages(1, state, pointer);
    const message = requireMessage(value, pointer);
    let text = "";
    for (const { key, write } of members) {
      const member = write(message, state, pointer);
      if (member !== undefined) {
        text += `${text === "" ? "" : ","}${key}${member}`;
      }
    }
    state.depth--;
    return text === "" ? noteLeaf("{}", state, pointer) : `{${text}}`;
  }
}

/** Returns the fields of a message, in the order of RFC 8785 §3.2.3. */
export function normalMembers(desc: DescMessage): NormalMember[] {
  return desc.fields.map(normalMember).sort((a, b) => (a.field.name < b.field.name ? -1 : 1));
}

/** Returns the message. Throws if it has unknown fields. */
export function requireMessage(value: unknown, pointer: string): Message {
  const message = value as Message;
  const [unknown] = message.$unknown ?? [];
  if (unknown !== undefined) {
    throw fault("unknown_field", pointer, `expected only known fields, got field number ${unknown.no}`);
  }
  return message;
}

const wellKnownWriters: Readonly<Record<string, WriteNormal>> = {
  "google.protobuf.Struct": writeStruct,
  "google.protobuf.Timestamp": (value, state, pointer) => {
    enterMessages(1, state, pointer);
    state.depth--;
    const time = requireMessage(value, pointer) as unknown as Parameters<typeof normalTimestamp>[0];
    return noteLeaf(`"${writeTime(time, pointer)}"`, state, pointer);
  },
};

function writeTime(time: Parameters<typeof normalTimestamp>[0], pointer: string): string {
  try {
    return normalTimestamp(time);
  } catch {
    // Runs again for an error with a path: pointers are escaped, and decoding them is needed only here.
    return normalTimestamp(time, JSON.parse(`"${pointer}"`));
  }
}

function normalMember(field: DescField): NormalMember {
  const segment = `/${field.name}`;
  const read = fieldReader(field);
  const write = fieldWriter(field);
  // Messages of a type are mostly at the same place, whose pointer is kept.
  let [parent, place] = ["", segment];
  return {
    field,
    key: `"${field.name}":`,
    write: (message, state, pointer) => {
      const value = read(message);
      if (value === undefined) {
        return undefined;
      }
      if (pointer !== parent) {
        [parent, place] = [pointer, pointer + segment];
      }
      return write(value, state, place);
    },
  };
}

/**
 * Returns the function that reads a field of a message. It returns undefined if the normal form leaves the field out.
 */
function fieldReader({ fieldKind, localName, oneof, presence }: DescField): (message: Message) => unknown {
  if (oneof !== undefined) {
    return (message) => {
      const member = memberOf(message, oneof.localName) as { case?: string; value?: unknown };
      return member.case === localName ? member.value : undefined;
    };
  }
  if (fieldKind === "list") {
    return (message) => nonEmpty(memberOf(message, localName) as readonly unknown[]);
  }
  return presence === implicitPresence
    ? (message) => nonDefault(memberOf(message, localName))
    : (message) => memberOf(message, localName);
}

function memberOf(message: Message, name: string): unknown {
  return (message as unknown as Readonly<Record<string, unknown>>)[name];
}

// FeatureSet.FieldPresence.IMPLICIT
const implicitPresence = 2;

function nonEmpty<T extends { readonly length: number }>(list: T): T | undefined {
  return list.length === 0 ? undefined : list;
}

function nonDefault(value: unknown): unknown {
  return value instanceof Uint8Array
    ? nonEmpty(value)
    : value === 0 || value === "" || value === false
      ? undefined
      : value;
}

function fieldWriter(field: DescField): WriteNormal {
  switch (field.fieldKind) {
    case "scalar":
      return normalScalarWriter(field.scalar);
    case "enum":
      return writeInteger;
    case "message":
      return normalMessageWriter(field.message);
    case "list":
      return listWriter(elementWriter(field));
    default:
      throw new TypeError(`chaukas-integrity/1 has no normal form for the map ${field.toString()}`);
  }
}

function elementWriter(field: DescField & { fieldKind: "list" }): WriteNormal {
  switch (field.listKind) {
    case "scalar":
      return normalScalarWriter(field.scalar);
    case "enum":
      return writeInteger;
    default:
      return normalMessageWriter(field.message);
  }
}

function listWriter(write: WriteNormal): WriteNormal {
  return (value, state, pointer) =>
    `[${(value as readonly unknown[]).map((item, index) => write(item, state, `${pointer}/${index}`)).join(",")}]`;
}
