// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { EventSchema, EventType } from "@chaukas/spec-common";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSameContent } from "./is-same-content.js";

type Init = MessageInitShape<typeof EventSchema>;

const base: Init = { eventId: "e", tenantId: "t", type: EventType.ERROR, metadata: { a: 1, b: [null, { c: "d" }] } };

test.each<[string, Init]>([
  ["members of a Struct in another order", { ...base, metadata: { b: [null, { c: "d" }], a: 1 } }],
  ["a content hash", { ...base, contentHash: "00" }],
  [
    "fields that only the server sets",
    { ...base, hashPrev: "00", wormProofId: "x#1", serverTimestamp: { seconds: 1n } },
  ],
])("%s makes no difference", (_, init) => {
  expect(isSameContent(create(EventSchema, base), create(EventSchema, init))).toBe(true);
  expect(isSameContent(create(EventSchema, init), create(EventSchema, base))).toBe(true);
});

test.each<[string, Init]>([
  ["another value", { ...base, type: EventType.RETRY }],
  ["another member of a Struct", { ...base, metadata: { a: 1, b: [null, { c: "d", e: null }] } }],
  ["a shorter list", { ...base, metadata: { a: 1, b: [null] } }],
  ["an object in place of a list", { ...base, metadata: { a: 1, b: {} } }],
  ["a message that is present and empty", { ...base, retry: {} }],
  ["another content", { ...base, content: { case: "error", value: {} } }],
  ["other bytes", { ...base, extensions: [{ typeUrl: "x", value: new Uint8Array([1]) }] }],
])("%s makes a difference", (_, init) => {
  expect(isSameContent(create(EventSchema, base), create(EventSchema, init))).toBe(false);
  expect(isSameContent(create(EventSchema, init), create(EventSchema, base))).toBe(false);
});

test("NaN equals NaN, and 0 equals -0", () => {
  const event = (cpuPercent: number) => create(EventSchema, { ...base, performance: { cpuPercent } });
  expect(isSameContent(event(Number.NaN), event(Number.NaN))).toBe(true);
  expect(isSameContent(event(Number.NaN), event(0))).toBe(false);
  expect(isSameContent(event(-0), event(0))).toBe(true);
});

test("an event is the same after a round trip through its binary form", () => {
  fc.assert(
    fc.property(arbitraryMessage(EventSchema), (event) => {
      expect(isSameContent(event, fromBinary(EventSchema, toBinary(EventSchema, event)))).toBe(true);
    }),
    { numRuns: 50 },
  );
});
