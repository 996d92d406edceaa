// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary, fromJson, fromJsonString, toJson, toJsonString } from "@bufbuild/protobuf";
import { EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { eventFromJson, eventFromJsonString, eventToJson, eventToJsonString } from "@chaukas/spec-common/json";
import { readCapturedBatches } from "@chaukas/testdata";
import { compare, forEach } from "./lib/compare.ts";

// Measures how fast events captured from a real SDK are converted to JSON and back, compared with protobuf-es and its
// ProtoJSON, and with JSON alone.
const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
const plain = events.map(eventToJson);
const texts = events.map(eventToJsonString);
const protoTexts = events.map((event) => toJsonString(EventSchema, event));

await compare("encode an event", events.length, {
  "toJsonString of protobuf-es": forEach(events, (event) => toJsonString(EventSchema, event)),
  "eventToJson and JSON.stringify": forEach(events, (event) => JSON.stringify(eventToJson(event))),
  eventToJsonString: forEach(events, eventToJsonString),
  "toJson of protobuf-es": forEach(events, (event) => toJson(EventSchema, event)),
  eventToJson: forEach(events, eventToJson),
  "JSON.stringify of plain objects": forEach(plain, (json) => JSON.stringify(json)),
});
await compare("decode an event", events.length, {
  "fromJsonString of protobuf-es": forEach(protoTexts, (text) => fromJsonString(EventSchema, text)),
  "JSON.parse and eventFromJson": forEach(texts, (text) => eventFromJson(JSON.parse(text))),
  eventFromJsonString: forEach(texts, eventFromJsonString),
  "JSON.parse and fromJson of protobuf-es": forEach(protoTexts, (text) => fromJson(EventSchema, JSON.parse(text))),
  "JSON.parse alone": forEach(texts, (text) => JSON.parse(text)),
});
