// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type JsonObject } from "@bufbuild/protobuf";
import { EventSchema, EventType } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { expect, it } from "vitest";
import { bytesToHex, findPlaces, redactEvent } from "../index.ts";

const text = 'Zoë says "hi",\nand 😀';
const json = JSON.stringify({ a: [text] });
const ascii = json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

function eventOf(metadata: JsonObject) {
  return create(EventSchema, {
    eventId: "e-1",
    tenantId: "acme",
    sessionId: "s-1",
    type: EventType.INPUT_RECEIVED,
    timestamp: { seconds: 1n },
    agentName: "Zoë",
    tags: ["x", `<${text}>`],
    content: { case: "message", value: { text, metadata: { n: 4915112345678, list: [1, { deep: text }] } } },
    metadata,
  });
}

it.each([
  ["text", text],
  ["JSON", json],
  ["JSON in ASCII", ascii],
  ["JSON with other escapes", json.replace("says", "\\u0073ays").replace("hi", "\\u0068i")],
  ["JSON in JSON", JSON.stringify({ inner: JSON.stringify([ascii]) })],
])("finds a text in %s, wherever it is in an event", (_, copy) => {
  const places = findPlaces(eventOf({ "a/b": copy, other: "Zoë" }), text);
  expect(places.sort()).toEqual(["/message/metadata/list/1/deep", "/message/text", "/metadata/a~1b", "/tags/1"]);
});

it("finds a number by its digits, and a part of a text", () => {
  expect(findPlaces(eventOf({ phone: "+49 151" }), "15112345")).toEqual(["/message/metadata/n"]);
  expect(findPlaces(eventOf({}), "zoë")).toEqual([]);
});

it("finds an object with the text in a key", () => {
  const event = eventOf({ outer: { [text]: 1, [`${text}2`]: {} }, [text]: "x" });
  expect(findPlaces(event, text)).toEqual(expect.arrayContaining(["/metadata"]));
});

it("finds places with which a redaction leaves nothing of the text", () => {
  const event = eventOf({ copy: ascii, [text]: text });
  const key = new Uint8Array(32).fill(9);
  const places = findPlaces(event, text);
  const redacted = redactEvent(event, { key: bytesToHex(key) }, places, { method: "drop" });
  expect(findPlaces(redacted.event, text)).toEqual([]);
  expect(Buffer.from(encodeEvent(redacted.event)).includes("says")).toBe(false);
});

it("refuses an empty text, which is everywhere", () => {
  expect(() => findPlaces(eventOf({}), "")).toThrow(
    expect.objectContaining({ name: "IntegrityError", code: "malformed", message: expect.stringMatching(/empty/) }),
  );
});
