// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, toBinary } from "@bufbuild/protobuf";
import { IngestEventBatchResponseSchema } from "@chaukas/spec-client";
import { expect, it } from "vitest";
import { readAnswer } from "./read-answer.js";

const rejection = { index: 300, eventId: "e", code: "invalid_argument", field: "/type", message: "é".repeat(200) };
const answer = toBinary(
  IngestEventBatchResponseSchema,
  create(IngestEventBatchResponseSchema, {
    batchId: "b",
    acceptedCount: 3,
    rejectedCount: 2,
    rejectedEventIds: ["e", "f"],
    rejections: [rejection, {}],
    notices: [{ index: 1, message: "m" }],
  }),
);

it("reads what is refused, and skips the rest", () => {
  const { eventId: _, ...read } = rejection;
  expect(readAnswer(answer)).toEqual({
    rejectedEventIds: ["e", "f"],
    rejections: [read, { index: 0, code: "", field: "", message: "" }],
  });
  expect(readAnswer(new Uint8Array())).toEqual({ rejectedEventIds: [], rejections: [] });
});

it.each([
  [answer.subarray(0, 20), "a field that does not fit"],
  [new Uint8Array([0x22, 0x80]), "bytes that end early"],
  [new Uint8Array(20).fill(0xff), "bytes that end early"],
  [new Uint8Array([0x0b]), "a field that does not fit"],
  [new TextEncoder().encode("<html>"), "a field that does not fit"],
])("refuses what is not an answer", (bytes, problem) => {
  expect(() => readAnswer(bytes)).toThrow(`expected a message, got ${problem}`);
});
