// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { EmptySchema } from "@bufbuild/protobuf/wkt";
import { EventSchema } from "@chaukas/spec-common";
import { encodeEvent, rawBytesOf, toRawMessage } from "@chaukas/spec-common/codec";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { expect, it } from "vitest";

it("is written by protobuf-es as the bytes of another message, and read from them", () => {
  fc.assert(
    fc.property(arbitraryMessage(EventSchema), (event) => {
      const bytes = encodeEvent(event);
      expect(toBinary(EmptySchema, toRawMessage(bytes))).toEqual(bytes);
      expect(rawBytesOf(fromBinary(EmptySchema, bytes))).toEqual(bytes);
      expect(rawBytesOf(toRawMessage(bytes))).toEqual(bytes);
    }),
  );
});

it.each([
  ["no fields", []],
  ["the largest number", [0xf8, 0xff, 0xff, 0xff, 0x0f, 0x01]],
  ["a group", [0x0b, 0x08, 0x01, 0x0c]],
])("has the bytes of a message with %s", (_, numbers) => {
  const bytes = new Uint8Array(numbers);
  expect(toBinary(EmptySchema, toRawMessage(bytes))).toEqual(bytes);
  expect(rawBytesOf(fromBinary(EmptySchema, bytes))).toEqual(bytes);
});
