// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescMessage, fromBinary, fromJsonString, type Message, toBinary } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { readDescriptors } from "../scripts/print/read-descriptors.ts";
import { loadVectors, type Vector } from "./index.ts";

// What protobuf-es, as it is, makes of ProtoJSON and of bytes.
const registry = readDescriptors();
const vectors = loadVectors();

function read({ message, protojson, binary }: Vector): Message[] {
  const schema = registry.getMessage(message) as DescMessage;
  return [
    ...(protojson === undefined ? [] : [fromJsonString(schema, protojson, { registry })]),
    ...(binary === undefined ? [] : [fromBinary(schema, binary)]),
  ];
}

/** Bytes of a message as this version writes them, in the same order for equal messages. */
function bytesOf(message: Message): Uint8Array {
  return toBinary(registry.getMessage(message.$typeName) as DescMessage, message);
}

/** Whether a protobuf library can read the vector: all but what breaks the form, or is listed. */
function isReadable({ valid, rule, differences = [] }: Vector): boolean {
  const listed = differences.find(({ form }) => form === "protobuf");
  const keepsForm = valid || rule === "required" || rule?.includes(".") === true;
  return listed === undefined ? keepsForm : listed.verdict === "valid";
}

describe("protobuf-es", () => {
  const inProtobuf = vectors.filter(({ protojson, binary }) => protojson !== undefined || binary !== undefined);

  it.each(inProtobuf.filter(isReadable))("reads $id", (vector) => {
    const [first, second] = read(vector);
    expect(first).toBeDefined();
    if (first !== undefined && second !== undefined) {
      expect(bytesOf(second)).toEqual(bytesOf(first));
    }
  });

  it.each(inProtobuf.filter((vector) => !isReadable(vector)))("refuses $id", (vector) => {
    expect(() => read(vector)).toThrow();
  });
});
