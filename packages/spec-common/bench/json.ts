// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary, fromJson, fromJsonString, toJson, toJsonString } from "@bufbuild/protobuf";
import { EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { eventFromJson, eventFromJsonString, eventToJson, eventToJsonString } from "@chaukas/spec-common/json";
import { readCapturedBatches } from "@chaukas/testdata";
import { Bench } from "tinybench";

// Measures how fast events captured from a real SDK are converted to JSON and back, compared with protobuf-es and its
// ProtoJSON, and with JSON alone. The candidates take turns, so that load on the machine affects all of them equally.
const rounds = 15;
const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
const plain = events.map(eventToJson);
const texts = events.map(eventToJsonString);
const protoTexts = events.map((event) => toJsonString(EventSchema, event));

await compare("encode an event", {
  "toJsonString of protobuf-es": forEach(events, (event) => toJsonString(EventSchema, event)),
  "eventToJson and JSON.stringify": forEach(events, (event) => JSON.stringify(eventToJson(event))),
  eventToJsonString: forEach(events, eventToJsonString),
  "toJson of protobuf-es": forEach(events, (event) => toJson(EventSchema, event)),
  eventToJson: forEach(events, eventToJson),
  "JSON.stringify of plain objects": forEach(plain, (json) => JSON.stringify(json)),
});
await compare("decode an event", {
  "fromJsonString of protobuf-es": forEach(protoTexts, (text) => fromJsonString(EventSchema, text)),
  "JSON.parse and eventFromJson": forEach(texts, (text) => eventFromJson(JSON.parse(text))),
  eventFromJsonString: forEach(texts, eventFromJsonString),
  "JSON.parse and fromJson of protobuf-es": forEach(protoTexts, (text) => fromJson(EventSchema, JSON.parse(text))),
  "JSON.parse alone": forEach(texts, (text) => JSON.parse(text)),
});

function forEach<T>(items: readonly T[], run: (item: T) => unknown): () => void {
  return () => {
    for (const item of items) {
      run(item);
    }
  };
}

/** Prints the median time per event of each candidate, and its speed relative to the first. */
async function compare(title: string, candidates: Readonly<Record<string, () => void>>): Promise<void> {
  const samples = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench({ time: 60, warmupTime: 20 });
    for (const [name, run] of Object.entries(candidates)) {
      bench.add(name, run);
    }
    for (const { name, result } of await bench.run()) {
      samples.get(name)?.push("latency" in result ? result.latency.p50 : Number.NaN);
    }
  }
  const rows = [...samples].map(([name, values]) => [name, (median(values) * 1000) / events.length] as const);
  const [[, first]] = rows as [readonly [string, number]];
  console.log(`\n${title}: median over ${events.length} captured events`);
  for (const [name, microseconds] of rows) {
    const ratio = `${(first / microseconds).toFixed(2)} x as fast`;
    console.log(`  ${name.padEnd(40)} ${microseconds.toFixed(2).padStart(6)} µs  ${ratio}`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
