// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { decodeEvent, encodeEvent } from "@chaukas/spec-common/codec";
import { eventToJson, eventToJsonString } from "@chaukas/spec-common/json";
import { readCapturedBatches } from "@chaukas/testdata";
import type { BenchOptions, BenchResult } from "@chaukas/tooling/run-benches";
import { buildPeers } from "./lib/build-peers.ts";
import { findSlower, forEach, measure, printTimes } from "./lib/compare.ts";

/** Maximum time relative to that of the peers. */
const bars = {
  encode: { "protobufjs 8.8 static": 0.75, "JSON.stringify": 1.5 },
  decode: { "ts-proto 2.18": 0.9, "JSON.parse": 1.2 },
} as const;

/** Compares how fast events captured from a real SDK are encoded and decoded with other libraries, and with JSON. */
export async function benchCodec({ rounds, peers: withPeers }: BenchOptions): Promise<BenchResult> {
  const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
  const bodies = events.map((event) => toBinary(EventSchema, event));
  const decoded = bodies.map((bytes) => decodeEvent(bytes));
  const plain = events.map(eventToJson);
  const texts = events.map(eventToJsonString);
  const peers = withPeers ? await buildPeers() : [];
  const peerMessages = peers.map(({ decode }) => bodies.map((bytes) => decode(bytes)));
  const extent = { count: events.length, rounds };
  const encoding = await measure(
    {
      encodeEvent: forEach(events, (event) => encodeEvent(event)),
      "encodeEvent of one that decodeEvent read": forEach(decoded, (event) => encodeEvent(event)),
      "toBinary of protobuf-es": forEach(events, (event) => toBinary(EventSchema, event)),
      ...Object.fromEntries(peers.map(({ name, encode }, i) => [name, forEach(peerMessages[i] ?? [], encode)])),
      "JSON.stringify": forEach(plain, (json) => JSON.stringify(json)),
    },
    extent,
  );
  const decoding = await measure(
    {
      decodeEvent: forEach(bodies, (bytes) => decodeEvent(bytes)),
      "fromBinary of protobuf-es": forEach(bodies, (bytes) => fromBinary(EventSchema, bytes)),
      ...Object.fromEntries(peers.map(({ name, decode }) => [name, forEach(bodies, decode)])),
      "JSON.parse": forEach(texts, (text) => JSON.parse(text)),
    },
    extent,
  );
  return {
    missed: [
      ...findSlower(encoding, { name: "encodeEvent", title: "encode", bars: bars.encode }),
      ...findSlower(decoding, { name: "decodeEvent", title: "decode", bars: bars.decode }),
    ],
    tables: {
      "codec-encode": printTimes("encode an event", encoding, "encodeEvent"),
      "codec-decode": printTimes("decode an event", decoding, "decodeEvent"),
    },
  };
}
