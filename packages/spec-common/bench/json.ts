// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary, fromJson, fromJsonString, toJson, toJsonString } from "@bufbuild/protobuf";
import { EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { eventFromJson, eventFromJsonString, eventToJson, eventToJsonString } from "@chaukas/spec-common/json";
import { readCapturedBatches } from "@chaukas/testdata";
import type { BenchOptions, BenchResult } from "@chaukas/tooling/run-benches";
import { forEach, measure, printTimes } from "./lib/compare.ts";

/** Compares how fast events captured from a real SDK become JSON and back with ProtoJSON of protobuf-es, and with JSON. */
export async function benchJson({ rounds }: BenchOptions): Promise<BenchResult> {
  const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
  const plain = events.map(eventToJson);
  const texts = events.map(eventToJsonString);
  const protoTexts = events.map((event) => toJsonString(EventSchema, event));
  const extent = { count: events.length, rounds };
  const writing = await measure(
    {
      eventToJsonString: forEach(events, eventToJsonString),
      "eventToJson and JSON.stringify": forEach(events, (event) => JSON.stringify(eventToJson(event))),
      eventToJson: forEach(events, eventToJson),
      "toJsonString of protobuf-es": forEach(events, (event) => toJsonString(EventSchema, event)),
      "toJson of protobuf-es": forEach(events, (event) => toJson(EventSchema, event)),
      "JSON.stringify": forEach(plain, (json) => JSON.stringify(json)),
    },
    extent,
  );
  const reading = await measure(
    {
      eventFromJsonString: forEach(texts, eventFromJsonString),
      "JSON.parse and eventFromJson": forEach(texts, (text) => eventFromJson(JSON.parse(text))),
      "fromJsonString of protobuf-es": forEach(protoTexts, (text) => fromJsonString(EventSchema, text)),
      "JSON.parse and fromJson of protobuf-es": forEach(protoTexts, (text) => fromJson(EventSchema, JSON.parse(text))),
      "JSON.parse": forEach(texts, (text) => JSON.parse(text)),
    },
    extent,
  );
  return {
    missed: [],
    tables: {
      "json-write": printTimes("write an event in JSON", writing, "eventToJsonString"),
      "json-read": printTimes("read an event in JSON", reading, "eventFromJsonString"),
    },
  };
}
