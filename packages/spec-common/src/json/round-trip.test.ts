// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { deepStrictEqual } from "node:assert/strict";
import { type DescMessage, fromBinary, type MessageShape, toBinary } from "@bufbuild/protobuf";
import {
  CapabilitiesSchema,
  EventBatchSchema,
  EventSchema,
  QueryRequestSchema,
  QueryResponseSchema,
} from "@chaukas/spec-common";
import {
  createJsonCodec,
  eventBatchFromJson,
  eventBatchToJson,
  eventFromJson,
  eventFromJsonString,
  eventFromProtoJsonString,
  eventToJson,
  eventToJsonString,
} from "@chaukas/spec-common/json";
import { readCapturedBatches, readCapturedLines } from "@chaukas/testdata";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const captured = readCapturedBatches().map((bytes) => fromBinary(EventBatchSchema, bytes));
const lines = readCapturedLines().map((line) => eventFromProtoJsonString(line));
const events = [...captured.flatMap((batch) => batch.events), ...lines];

describe("a captured event", () => {
  it("is one of 106 in 6 batches, or one of 43 from the file mode of the SDK", () => {
    expect([captured.length, events.length - lines.length, lines.length]).toEqual([6, 106, 43]);
  });

  it("survives conversion to values and back", () => {
    for (const event of events) {
      expect(eventFromJson(JSON.parse(JSON.stringify(eventToJson(event))))).toStrictEqual(event);
    }
  });

  it("survives conversion to text and back", () => {
    for (const event of events) {
      expect(eventFromJsonString(eventToJsonString(event))).toStrictEqual(event);
    }
  });

  it("has exactly one JSON form", () => {
    for (const event of events) {
      const json = eventToJson(event);
      expect(eventToJson(eventFromJson(json))).toStrictEqual(json);
      expect(eventToJsonString(event)).toBe(JSON.stringify(json));
    }
  });

  it("survives conversion as part of its batch", () => {
    for (const batch of captured) {
      expect(eventBatchFromJson(eventBatchToJson(batch))).toStrictEqual(batch);
    }
  });
});

describe("10,000 generated events", () => {
  it("survive conversion to JSON and back", { timeout: 300_000 }, () => {
    const members = new Set<string>();
    fc.assert(
      fc.property(arbitraryMessage(EventSchema), (event) => {
        const text = eventToJsonString(event);
        for (const found of membersOf(eventToJson(event))) {
          members.add(found);
        }
        expectSame(EventSchema, eventFromJson(eventToJson(event)), event);
        expectSame(EventSchema, eventFromJsonString(text), event);
        expect(eventToJsonString(eventFromJsonString(text))).toBe(text);
      }),
      { numRuns: 10_000 },
    );
    const { content, ...fields } = Object.fromEntries(EventSchema.members.map(({ name }) => [name, true]));
    expect(content).toBe(true);
    const kinds = EventSchema.oneofs.flatMap((oneof) => oneof.fields).length;
    expect([...members].filter((name) => name.startsWith("content."))).toHaveLength(kinds);
    expect([...members]).toEqual(expect.arrayContaining(Object.keys(fields)));
  });
});

describe.each([EventBatchSchema, QueryRequestSchema, QueryResponseSchema, CapabilitiesSchema])(
  "a generated message %s",
  (schema: DescMessage) => {
    it("survives conversion to JSON and back", { timeout: 60_000 }, () => {
      const { toJson, fromJson, toJsonString, fromJsonString } = createJsonCodec(schema);
      fc.assert(
        fc.property(arbitraryMessage(schema), (message) => {
          expectSame(schema, fromJson(toJson(message)), message);
          expectSame(schema, fromJsonString(toJsonString(message)), message);
        }),
      );
    });
  },
);

/** Compares two messages deeply, including the signs of zeros and the payloads of NaNs, and their binary forms. */
function expectSame<Desc extends DescMessage>(schema: Desc, actual: MessageShape<Desc>, expected: MessageShape<Desc>) {
  deepStrictEqual(actual, expected);
  expect(Buffer.compare(toBinary(schema, actual), toBinary(schema, expected))).toBe(0);
}

/** Returns the names of the members, and for the content also its kind. */
function membersOf(json: { content?: { kind: string } }): string[] {
  return [...Object.keys(json), ...(json.content === undefined ? [] : [`content.${json.content.kind}`])];
}
