// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Random } from "../../events/random.ts";
import { type CallName, createPayloads, type Payload } from "./create-payloads.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { injections } from "./injections.ts";
import { spoilRequest } from "./spoil-request.ts";

/** Keys that requests are sent with. */
export interface FuzzKeys {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const restPaths: Readonly<Record<CallName, string>> = {
  IngestEvent: "/v1/events",
  IngestEventBatch: "/v1/events/batch",
  QueryEvents: "/v1/query",
  GetEventStats: "/v1/stats",
};
const services = ["chaukas.spec.server.v1.ChaukasServerService", "chaukas.spec.client.v1.ChaukasClientService"];
const otherRpcs = [
  "/grpc.health.v1.Health/Check",
  "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
  "/chaukas.spec.server.v1.ChaukasServerService/Nothing",
];

/** Returns a function that generates requests, most of which are invalid in one or more ways. */
export function createRequests(random: Random, keys: FuzzKeys): (request: number) => FuzzRequest {
  const makePayload = createPayloads(random);
  return (request) => {
    const payload = makePayload(request);
    const made = random.pick([makeRest, makeRest, makeConnect, makeGrpc, makeGrpc])(payload, random);
    return spoilRequest(authorize(made, random, keys), random);
  };
}

function makeRest(payload: Payload, random: Random): FuzzRequest {
  const { call, binary, publicJson = "" } = payload;
  if (call === "GetEventStats") {
    const query = new URLSearchParams({ [random.pick(["tenant_id", "start", "project_id"])]: random.pick(injections) });
    return { protocol: "rest", version: 1, method: "GET", path: `${restPaths[call]}?${query}`, headers: {} };
  }
  const isBinary = random.chance(0.5);
  const body = isBinary ? binary : Buffer.from(publicJson);
  const headers = { "content-type": isBinary ? "application/x-protobuf" : "application/json" };
  const version = random.chance(0.2) ? 2 : 1;
  return { protocol: "rest", version, method: "POST", path: restPaths[call], headers, body };
}

function makeConnect({ call, binary, protoJson }: Payload, random: Random): FuzzRequest {
  const isBinary = random.chance(0.5);
  const path = `/${random.pick(services)}/${call}`;
  if (random.chance(0.1)) {
    const message = isBinary
      ? `base64=1&message=${Buffer.from(binary).toString("base64url")}`
      : `message=${encodeURIComponent(protoJson)}`;
    const query = `connect=v1&encoding=${isBinary ? "proto" : "json"}&${message}`;
    return { protocol: "connect", version: 1, method: "GET", path: `${path}?${query.slice(0, 8000)}`, headers: {} };
  }
  const headers = {
    "content-type": isBinary ? "application/proto" : "application/json",
    "connect-protocol-version": "1",
  };
  const body = isBinary ? binary : Buffer.from(protoJson);
  return { protocol: "connect", version: 1, method: "POST", path, headers, body };
}

function makeGrpc({ call, binary, protoJson }: Payload, random: Random): FuzzRequest {
  const protocol = random.chance(0.6) ? "grpc" : "grpc-web";
  const isBinary = random.chance(0.8);
  const path = random.chance(0.05) ? random.pick(otherRpcs) : `/${random.pick(services)}/${call}`;
  const headers = {
    "content-type": `application/${protocol}${isBinary ? random.pick(["", "+proto"]) : "+json"}`,
    ...(protocol === "grpc" ? { te: "trailers" } : { "x-grpc-web": "1" }),
    ...(random.chance(0.1) ? { "grpc-encoding": random.pick(["gzip", "identity", "snappy", ""]) } : {}),
  };
  const body = frame(isBinary ? binary : Buffer.from(protoJson), random);
  const version = protocol === "grpc" ? 2 : random.pick([1, 2] as const);
  return { protocol, version, method: "POST", path, headers, body };
}

/** Puts a message into a gRPC frame, which sometimes has wrong flags or a wrong length, or is repeated. */
function frame(message: Uint8Array, random: Random): Uint8Array {
  const flags = random.chance(0.1) ? random.integer(256) : 0;
  const length = random.chance(0.1) ? random.integer(2 ** 32) : message.length;
  const head = Buffer.alloc(5);
  head.writeUInt8(flags, 0);
  head.writeUInt32BE(length, 1);
  const one = Buffer.concat([head, message]);
  return random.chance(0.03) ? Buffer.concat([one, one]) : one;
}

function authorize(request: FuzzRequest, random: Random, { good, bad }: FuzzKeys): FuzzRequest {
  const value = random.chance(0.9)
    ? `Bearer ${random.pick(good)}`
    : random.pick([undefined, "", "Bearer", "Basic YTpi", `Bearer ${random.pick(bad)}`, `Bearer ${"x".repeat(5000)}`]);
  return value === undefined ? request : { ...request, headers: { ...request.headers, authorization: value } };
}
