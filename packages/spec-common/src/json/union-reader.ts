// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage } from "@bufbuild/protobuf";
import type { CodecState, ReadValue } from "./codec-state.js";
import { type ContentKind, discriminator } from "./content-union.js";
import { describeValue } from "./describe-value.js";
import { Fault, withKey } from "./fault.js";
import type { ReadMessage } from "./message-reader.js";
import { isPlainObject } from "./plain-object.js";

type ReadKind = (json: Record<string, unknown>, state: CodecState) => unknown;

/** Creates the function that reads an object with a discriminator into a oneof. */
export function createUnionReader(
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
    const kind = Object.hasOwn(json, discriminator) ? json[discriminator] : undefined;
    const reader = readers.get(kind);
    if (reader === undefined) {
      throw withKey(noSuchKind(json, [...readers.keys()].join(", ")), discriminator);
    }
    return { case: reader.name, value: reader.read(json, state) };
  };
}

function noSuchKind(json: Record<string, unknown>, names: string): Fault {
  const expected = `one of ${names}`;
  if (!Object.hasOwn(json, discriminator)) {
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
