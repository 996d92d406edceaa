// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { decodeEvent, encodeEvent } from "@chaukas/spec-common/codec";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createLazyEvent } from "./create-lazy-event.js";
import { type ServerFields, setServerFields, withoutServerFields } from "./server-fields.js";

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const arbitraryFields: fc.Arbitrary<ServerFields> = fc.record(
  {
    // Clocks may be wrong.
    receivedMs: fc.oneof(fc.integer({ min: -1_000_000_000_000, max: 2_000_000_000_000 }), fc.constant(0)),
    place: fc.record({
      originHost: fc.constantFrom("localhost", "audit.example.com:8443"),
      sequence: fc.maxSafeNat(),
      hashPrev: hash,
      contentHash: fc.option(hash, { nil: undefined }),
    }),
  },
  { requiredKeys: ["receivedMs"] },
);

const never = (): Event => {
  throw new Error("expected nobody to read the message");
};
const parts = { sequence: 0, tenantId: "acme", fields: () => ({ receivedMs: 0 }) };

test("has the binary form of the event with the fields of the server, without decoding it", () => {
  const tenant = fc.constantFrom("acme", "two words", "東京%", "\u0000", "x".repeat(500));
  fc.assert(
    fc.property(arbitraryMessage(EventSchema), tenant, arbitraryFields, (any, tenantId, fields) => {
      const sent = { ...withoutServerFields(any), tenantId };
      const body = encodeEvent(sent);
      const lazy = createLazyEvent({ sequence: 7, tenantId, body, fields: () => fields, read: never });
      expect(fromBinary(EventSchema, new Uint8Array(lazy.encode?.() ?? []))).toEqual(
        fromBinary(EventSchema, toBinary(EventSchema, setServerFields(create(EventSchema, sent), fields))),
      );
    }),
  );
});

test("decodes once, and then has the binary form of the message", () => {
  let reads = 0;
  const body = encodeEvent(create(EventSchema, { eventId: "event-1" }));
  const read = () => {
    reads += 1;
    return decodeEvent(body);
  };
  const lazy = createLazyEvent({ ...parts, body, read });
  lazy.event.agentName = "changed";
  expect(decodeEvent(lazy.encode?.() as Uint8Array)).toEqual(lazy.event);
  expect(reads).toBe(1);
});

test.each([
  ["a cut tag", [0x92]],
  ["a cut varint", [0x50, 0x80]],
  ["a cut length", [0x0a, 0xff]],
  ["a value that ends behind the body", [0x0a, 0x02, 0x61]],
  ["a length that is too large to be one", [0x0a, ...Array(20).fill(0xff), 0x01]],
  ["a cut value of eight bytes", [0x51, 0, 0, 0]],
  ["a cut value of four bytes", [0x55, 0, 0]],
  ["the field 0", [0x02, 0x00]],
  ["a group", [0x0b, 0x0c]],
  ["a wire type that does not exist", [0x0f]],
])("decodes a body with %s at once, so that it fails", (_, bytes) => {
  expect(() => createLazyEvent({ ...parts, body: new Uint8Array(bytes), read: never })).toThrow("nobody");
});
