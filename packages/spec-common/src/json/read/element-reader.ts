// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage, JsonValue, ScalarType } from "@bufbuild/protobuf";
import { describeValue, Fault } from "../errors/fault.js";
import { enterMessage, type ReadMessage, type ReadValue } from "../messages/codec-state.js";
import { copyList, copyStruct, copyValue } from "../messages/copy-struct.js";
import { noJsonForm } from "../messages/message-members.js";
import { wrapList, wrapValue } from "../messages/value-message.js";
import { checkFinite } from "../scalars/check-scalar.js";
import type { ReadDialect } from "./read-dialect.js";

/** Creates the function that reads the value of a field, or one element of its list or map. */
export function createElementReader(
  field: DescField,
  dialect: ReadDialect,
  readerOf: (desc: DescMessage) => ReadMessage,
): ReadValue {
  if (field.message !== undefined) {
    return wellKnownReader(field.message, dialect) ?? readerOf(field.message);
  }
  if (field.enum !== undefined) {
    return dialect.createEnumReader(field.enum);
  }
  const read = dialect.createScalarReader(field.scalar as ScalarType);
  const isText = field.fieldKind !== "map" && field.longAsString;
  return isText ? (json, state) => String(read(json, state)) : read;
}

function wellKnownReader(desc: DescMessage, dialect: ReadDialect): ReadValue | undefined {
  switch (desc.typeName) {
    case "google.protobuf.Timestamp":
      return asMessage(dialect.readTimestamp);
    case "google.protobuf.Struct":
      return (json, state) => copyStruct(json, state, readOther);
    case "google.protobuf.Value":
      return (json, state) => wrapValue(copyValue(json, state, readOther));
    case "google.protobuf.ListValue":
      return (json, state) => wrapList(copyList(json, state, readOther));
    case "google.protobuf.Any":
      return dialect.readAny && asMessage(dialect.readAny);
    default:
      if (desc.typeName.startsWith("google.protobuf.")) {
        throw noJsonForm(desc);
      }
      return undefined;
  }
}

function asMessage(read: ReadValue): ReadValue {
  return (json, state) => {
    enterMessage(state);
    const message = read(json, state);
    state.depth--;
    return message;
  };
}

/** Reads a number inside a Struct. The caller has read all other types of JSON values. */
function readOther(json: unknown): JsonValue {
  if (typeof json !== "number") {
    throw new Fault("wrong_type", "a JSON value", describeValue(json));
  }
  return checkFinite(json);
}
