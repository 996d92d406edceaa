// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseArgs } from "node:util";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { decodeEvent, encodeEvent } from "@chaukas/spec-common/codec";
import { eventToJson, eventToJsonString } from "@chaukas/spec-common/json";
import { readCapturedBatches } from "@chaukas/testdata";
import { buildPeers } from "./lib/build-peers.ts";
import { compare, forEach } from "./lib/compare.ts";

// Measures how fast events captured from a real SDK are encoded and decoded, compared with protobuf-es, and with JSON.
// With --peers, also with ts-proto and protobufjs, which are installed from npm into a folder of the cache.
const { values } = parseArgs({ options: { peers: { type: "boolean", default: false } } });
const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
const bodies = events.map((event) => toBinary(EventSchema, event));
const decoded = bodies.map((bytes) => decodeEvent(bytes));
const plain = events.map(eventToJson);
const texts = events.map(eventToJsonString);

const peers = values.peers ? await buildPeers() : [];
const peerMessages = peers.map(({ decode }) => bodies.map((bytes) => decode(bytes)));

await compare("encode an event", events.length, {
  "toBinary of protobuf-es": forEach(events, (event) => toBinary(EventSchema, event)),
  encodeEvent: forEach(events, (event) => encodeEvent(event)),
  "encodeEvent of one that decodeEvent read": forEach(decoded, (event) => encodeEvent(event)),
  ...Object.fromEntries(peers.map(({ name, encode }, i) => [name, forEach(peerMessages[i] ?? [], encode)])),
  "JSON.stringify of plain objects": forEach(plain, (json) => JSON.stringify(json)),
});
await compare("decode an event", events.length, {
  "fromBinary of protobuf-es": forEach(bodies, (bytes) => fromBinary(EventSchema, bytes)),
  decodeEvent: forEach(bodies, (bytes) => decodeEvent(bytes)),
  ...Object.fromEntries(peers.map(({ name, decode }) => [name, forEach(bodies, decode)])),
  "JSON.parse": forEach(texts, (text) => JSON.parse(text)),
});
