// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, type Message, ScalarType } from "@bufbuild/protobuf";
import { normalScalarWriter, writeInteger } from "./normal-scalar.js";
import { enterMessages, fault, type NormalState, noteLeaf, pointerOf, type WriteNormal } from "./normal-state.js";
import { writeStruct } from "./normal-struct.js";
import { normalTimestamp } from "./normal-timestamp.js";

/** One field of a message. */
export interface NormalMember {
  readonly field: DescField;
  /** Key in JSON, including the colon. */
  readonly key: string;
  /** Path of the field from its message, in the form of {@link WriteNormal}. */
  readonly segment: string;
  /** Reads the value of a message. Undefined if the normal form leaves the field out. */
  readonly read: (message: Message) => unknown;
  /** Writes a value that `read` has returned. */
  readonly write: WriteNormal;
}

/** A member with its last path. Messages of a type are mostly at the same place, whose text is kept. */
interface PlacedMember extends NormalMember {
  parent: string;
  place: string;
}

const writers = new Map<string, WriteNormal>();

/** Returns the writer for messages of a type. */
function normalMessageWriter(desc: DescMessage): WriteNormal {
  const known = writers.get(desc.typeName);
  if (known !== undefined) {
    return known;
  }
  // The members are created on first use, since a message may contain messages of its own type.
  let members: readonly PlacedMember[] | undefined;
  const writer = wellKnownWriters[desc.typeName] ?? writeMessage;
  writers.set(desc.typeName, writer);
  return writer;

  function writeMessage(value: unknown, state: NormalState, path: string): string {
    members ??= normalMembers(desc).map((member) => ({ ...member, parent: "", place: "" }));
    enterMessages(1, state, path);
    const message = requireMessage(value, path);
    let text = "";
    for (const member of members) {
      const present = member.read(message);
      if (present !== undefined) {
        if (member.parent !== path) {
          member.parent = path;
          member.place = `${path},${member.segment}`;
        }
        text += `${text === "" ? "" : ","}${member.key}${member.write(present, state, member.place)}`;
      }
    }
    state.depth--;
    return text === "" ? noteLeaf("{}", state, path) : `{${text}}`;
  }
}

/** Returns the fields of a message, in the order of RFC 8785 §3.2.3. */
export function normalMembers(desc: DescMessage): NormalMember[] {
  return desc.fields.map(normalMember).sort((a, b) => (a.field.name < b.field.name ? -1 : 1));
}

/** Returns the message. Throws if it has unknown fields. */
export function requireMessage(value: unknown, path: string): Message {
  const message = value as Message;
  const [unknown] = message.$unknown ?? [];
  if (unknown !== undefined) {
    throw fault("unknown_field", path, `expected only known fields, got field number ${unknown.no}`);
  }
  return message;
}

const wellKnownWriters: Readonly<Record<string, WriteNormal>> = {
  "google.protobuf.Struct": writeStruct,
  "google.protobuf.Timestamp": (value, state, path) => {
    enterMessages(1, state, path);
    state.depth--;
    const time = requireMessage(value, path) as unknown as Parameters<typeof normalTimestamp>[0];
    return noteLeaf(`"${writeTime(time, path)}"`, state, path);
  },
};

function writeTime(time: Parameters<typeof normalTimestamp>[0], path: string): string {
  try {
    return normalTimestamp(time);
  } catch {
    // Runs again for an error that names the place, which needs to be decoded only here.
    return normalTimestamp(time, pointerOf(path));
  }
}

function normalMember(field: DescField): NormalMember {
  const segment = `"${field.name}"`;
  return { field, key: `${segment}:`, segment, read: fieldReader(field), write: fieldWriter(field) };
}

/**
 * Returns the function that reads a field of a message. It returns undefined if the normal form leaves the field out.
 */
function fieldReader({ fieldKind, localName, oneof, presence, scalar }: DescField): (message: Message) => unknown {
  if (oneof !== undefined) {
    return (message) => {
      const member = memberOf(message, oneof.localName) as { case?: string; value?: unknown };
      return member.case === localName ? member.value : undefined;
    };
  }
  if (fieldKind === "list") {
    return (message) => nonEmpty(memberOf(message, localName) as readonly unknown[]);
  }
  if (presence !== implicitPresence) {
    return (message) => memberOf(message, localName);
  }
  switch (scalar) {
    case ScalarType.STRING:
      return (message) => {
        const value = memberOf(message, localName);
        return value === "" ? undefined : value;
      };
    case ScalarType.BYTES:
      return (message) => nonEmpty(memberOf(message, localName) as Uint8Array);
    default:
      return (message) => {
        const value = memberOf(message, localName);
        return value === 0 || value === false || value === 0n ? undefined : value;
      };
  }
}

function memberOf(message: Message, name: string): unknown {
  return (message as unknown as Readonly<Record<string, unknown>>)[name];
}

// FeatureSet.FieldPresence.IMPLICIT
const implicitPresence = 2;

function nonEmpty<T extends { readonly length: number }>(list: T): T | undefined {
  return list.length === 0 ? undefined : list;
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
  return (value, state, path) =>
    `[${(value as readonly unknown[]).map((item, index) => write(item, state, `${path},${index}`)).join(",")}]`;
}
