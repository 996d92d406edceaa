// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage, JsonValue, ScalarType } from "@bufbuild/protobuf";
import type { ListValue, Timestamp, Value } from "@bufbuild/protobuf/wkt";
import { checkMessage } from "./check-message.js";
import type { CodecState, WriteValue } from "./codec-state.js";
import { copyList, copyStruct, copyValue } from "./copy-struct.js";
import { describeValue } from "./describe-value.js";
import { Fault } from "./fault.js";
import { enterMessage } from "./message-depth.js";
import { noJsonForm } from "./message-fields.js";
import type { WriteMessage } from "./message-writer.js";
import { createEnumWriter } from "./public-enum.js";
import { createScalarWriter, writeNumber } from "./scalar-writer.js";
import { writeTimestamp } from "./timestamp.js";
import { unwrapList, unwrapValue } from "./value-message.js";

/** Creates the function that writes the value of a field, or one element of its list or map. */
export function createElementWriter(field: DescField, writerOf: (desc: DescMessage) => WriteMessage): WriteValue {
  if (field.message !== undefined) {
    return wellKnownWriter(field.message) ?? writerOf(field.message);
  }
  return field.enum === undefined ? createScalarWriter(field.scalar as ScalarType) : createEnumWriter(field.enum);
}

function wellKnownWriter(desc: DescMessage): WriteValue | undefined {
  switch (desc.typeName) {
    case "google.protobuf.Timestamp":
      return (value, state) => {
        enterMessage(state);
        const json = writeTimestamp(checkMessage<Timestamp>(value, "google.protobuf.Timestamp"));
        state.depth--;
        return json;
      };
    case "google.protobuf.Struct":
      return (value, state) => copyStruct(value, state, writeOther);
    case "google.protobuf.Value":
      return (value, state) =>
        copyValue(unwrapValue(checkMessage<Value>(value, "google.protobuf.Value")), state, writeOther);
    case "google.protobuf.ListValue":
      return (value, state) =>
        copyList(unwrapList(checkMessage<ListValue>(value, "google.protobuf.ListValue")), state, writeOther);
    case "google.protobuf.Any":
      // Written as the two fields that it has, so that no registry is needed.
      return undefined;
    default:
      if (desc.typeName.startsWith("google.protobuf.")) {
        throw noJsonForm(desc);
      }
      return undefined;
  }
}

/** Writes a number inside of a Struct, or a value without a kind, for which messages have undefined. */
function writeOther(value: unknown, state: CodecState): JsonValue {
  if (value === undefined) {
    return null;
  }
  if (typeof value !== "number") {
    throw new Fault("wrong_type", "a JSON value", describeValue(value));
  }
  return writeNumber(value, state);
}
