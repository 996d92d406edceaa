// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescMessage, fromBinary, fromJsonString, type Message, toBinary } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { readDescriptors } from "../scripts/print/read-descriptors.ts";
import { loadVectors, type Vector } from "./index.ts";

// Checks how protobuf-es itself reads ProtoJSON and bytes.
const registry = readDescriptors();
const vectors = loadVectors();

function read({ message, protojson, binary }: Vector): Message[] {
  const schema = registry.getMessage(message) as DescMessage;
  return [
    ...(protojson === undefined ? [] : [fromJsonString(schema, protojson, { registry })]),
    ...(binary === undefined ? [] : [fromBinary(schema, binary)]),
  ];
}

/** Encodes a message. Equal messages have equal bytes. */
function bytesOf(message: Message): Uint8Array {
  return toBinary(registry.getMessage(message.$typeName) as DescMessage, message);
}

/** Returns whether a protobuf library can read a vector: if it satisfies the form, unless a difference is listed. */
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

  it.each(inProtobuf.filter((vector) => !isReadable(vector)))("rejects $id", (vector) => {
    expect(() => read(vector)).toThrow();
  });
});
