// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { clone, create, fromBinary, type JsonValue, toBinary, toJson } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventBatchSchema, EventSchema, EventType } from "@chaukas/spec-common";
import { eventFromJsonString, eventToJson } from "@chaukas/spec-common/json";
import { IngestEventBatchRequestSchema, IngestEventRequestSchema } from "@chaukas/spec-server";
import { readCapturedBatches } from "@chaukas/testdata";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import type { Random } from "../../events/random.ts";
import type { Form, Reading } from "../oracle/start-oracle.ts";
import { type JsonTree, treeFromJson, treeToText } from "../structure/json-tree.ts";
import { mutateBinary } from "../structure/mutate-binary.ts";
import { mutateJson } from "../structure/mutate-json.ts";
import { treeFromBinary, treeToBinary, varint } from "../structure/wire-tree.ts";
import type { FuzzRequest } from "./fuzz-request.ts";

/** A call to ingest one event or a batch, with content that is changed in its structure. */
interface StructuredRequest {
  readonly request: FuzzRequest;
  readonly reading: Omit<Reading, "tenant" | "call"> & { readonly call: "event" | "batch" };
  /** Names of the mutations. */
  readonly mutations: readonly string[];
}

/** A line of a file to import. */
interface StructuredLine {
  readonly text: string;
  readonly mutations: readonly string[];
}

/** Makes requests and lines. The number of each makes the ids of its events unique. */
export interface StructuredMaker {
  makeRequest(number: number, key: string): StructuredRequest;
  makeLine(number: number): StructuredLine;
}

const services = ["chaukas.spec.server.v1.ChaukasServerService", "chaukas.spec.client.v1.ChaukasClientService"];
const captured = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
const vectors = join(import.meta.dirname, "../../../../spec-vectors/vectors/fields");
const full = eventFromJsonString(readFileSync(join(vectors, "every-field.json"), "utf8"));

/** Creates the function that makes requests. */
export function createStructured(random: Random): StructuredMaker {
  const next = createEvents(random);
  return {
    makeRequest(number, key) {
      const mutations: string[] = [];
      const form = random.pick(["binary", "binary", "public", "protojson"] as const);
      const call = random.pick(["event", "batch"] as const);
      const count = call === "event" ? 1 : random.pick([1, 2, 3, 3, 4]);
      const events = Array.from({ length: count }, (_, index) => next(`f${number}-${index}`));
      const write = form === "binary" ? writeBinary : writeJson;
      const body = write(form, call, events, random, mutations);
      return { request: envelop(form, call, body, key, random), reading: { form, call, body }, mutations };
    },
    makeLine(number) {
      const mutations: string[] = [];
      const form = random.pick(["public", "protojson"] as const);
      const event = next(`f${number}-0`);
      const tree = treeOf(form, event);
      mutate(() => mutateJson(tree, random), random, mutations);
      return { text: treeToText(tree).replaceAll(/[\r\n]/g, " "), mutations };
    },
  };
}

/** Returns a function that makes valid events: captured ones, ones of all kinds of values, and one with all fields. */
function createEvents(random: Random): (eventId: string) => Event {
  const arbitrary = arbitraryMessage(EventSchema);
  const sample = () => fc.sample(arbitrary, { numRuns: 200, seed: random.integer(2 ** 31) });
  let pool = sample();
  let used = 0;
  return (eventId) => {
    used += 1;
    if (used % 3000 === 0) {
      pool = sample();
    }
    const event = clone(EventSchema, random.pick([() => random.pick(captured), () => random.pick(pool), () => full])());
    event.eventId = eventId;
    event.sessionId ||= "session";
    event.type ||= EventType.SYSTEM;
    event.tenantId = "";
    event.projectId = "";
    event.contentHash = "";
    event.timestamp ??= create(TimestampSchema, { seconds: 1_795_366_591n });
    if (event.content.case === "redactionRecord") {
      event.content = { case: undefined };
    }
    return withFiniteNumbers(event);
  };
}

/** Replaces the numbers in fields that are not finite, which the rules refuse. */
function withFiniteNumbers<T extends object>(message: T): T {
  for (const [name, value] of Object.entries(message)) {
    if (typeof value === "number" && !Number.isFinite(value)) {
      Object.assign(message, { [name]: 0.5 });
    } else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
      withFiniteNumbers(value);
    }
  }
  return message;
}

type Write = (form: Form, call: "event" | "batch", events: Event[], random: Random, mutations: string[]) => Uint8Array;

const writeBinary: Write = (_, call, events, random, mutations) => {
  const isWhole = random.chance(0.15);
  const encoded = events.map((event) => {
    const bytes = toBinary(EventSchema, event);
    if (isWhole || (events.length > 1 && random.chance(0.5))) {
      return bytes;
    }
    const tree = treeFromBinary(EventSchema, bytes);
    mutate(() => mutateBinary(tree, random), random, mutations);
    return treeToBinary(tree);
  });
  const field = (number: number, bytes: Uint8Array) =>
    Buffer.concat([Uint8Array.of((number << 3) | 2), varint(BigInt(bytes.length)), bytes]);
  const inner =
    call === "event"
      ? (encoded[0] ?? new Uint8Array())
      : Buffer.concat([field(1, Buffer.from("batch")), ...encoded.map((each) => field(3, each))]);
  const body = field(1, inner);
  if (!isWhole) {
    return body;
  }
  const tree = treeFromBinary(call === "event" ? IngestEventRequestSchema : IngestEventBatchRequestSchema, body);
  mutate(() => mutateBinary(tree, random), random, mutations);
  return treeToBinary(tree);
};

const writeJson: Write = (form, call, events, random, mutations) => {
  const isWhole = random.chance(0.15);
  const trees = events.map((event) => {
    const tree = treeOf(form, event);
    if (!isWhole && (events.length === 1 || random.chance(0.5))) {
      mutate(() => mutateJson(tree, random), random, mutations);
    }
    return tree;
  });
  const root = enclose(form, call, trees);
  if (isWhole) {
    mutate(() => mutateJson(root, random), random, mutations);
  }
  const bytes = Buffer.from(treeToText(root));
  return random.chance(0.02) ? spoilText(bytes, random, mutations) : bytes;
};

/** Inserts bytes that are not UTF-8, or a byte order mark at the start, or cuts the end off. */
function spoilText(bytes: Buffer, random: Random, mutations: string[]): Uint8Array {
  mutations.push("JSON: bytes of the text");
  const at = random.integer(bytes.length + 1);
  const odd = Uint8Array.from(random.pick([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0x80]]));
  return random.pick([
    Buffer.concat([bytes.subarray(0, at), odd, bytes.subarray(at)]),
    Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), bytes]),
    bytes.subarray(0, at),
    Buffer.from(bytes.toString(), "utf16le"),
  ]);
}

function treeOf(form: Form, event: Event): JsonTree {
  try {
    return treeFromJson(form === "public" ? eventToJson(event) : toJson(EventSchema, event));
  } catch {
    // An extension that ProtoJSON cannot show.
    return treeFromJson(toJson(EventSchema, { ...event, extensions: [] }) as JsonValue);
  }
}

function enclose(form: Form, call: "event" | "batch", trees: JsonTree[]): JsonTree {
  const batch: JsonTree = {
    members: [
      { key: form === "public" ? '"batch_id"' : '"batchId"', value: { raw: '"batch"' } },
      { key: '"events"', value: { items: trees } },
    ],
  };
  const [event = batch] = trees;
  if (form === "public") {
    return call === "event" ? event : batch;
  }
  const [key, value] = call === "event" ? ['"event"', event] : ['"eventBatch"', batch];
  return { members: [{ key: key as string, value: value as JsonTree }] };
}

/** Applies mutations, none to one in six. */
function mutate(apply: () => string, random: Random, names: string[]): void {
  for (let left = random.pick([0, 1, 1, 1, 1, 2, 3]); left > 0; left--) {
    names.push(apply());
  }
}

function envelop(form: Form, call: "event" | "batch", body: Uint8Array, key: string, random: Random): FuzzRequest {
  const protocols = form === "public" ? (["rest"] as const) : (["connect", "grpc", "grpc-web"] as const);
  const protocol = random.pick(form === "binary" ? ([...protocols, "rest"] as const) : protocols);
  const isBinary = form === "binary";
  const authorization = `Bearer ${key}`;
  if (protocol === "rest") {
    const type = isBinary ? "application/x-protobuf" : "application/json";
    const path = call === "event" ? "/v1/events" : "/v1/events/batch";
    const headers = { "content-type": type, accept: "application/json", authorization };
    return compress({ protocol, version: random.pick([1, 1, 2]), method: "POST", path, headers, body }, random);
  }
  const path = `/${random.pick(services)}/${call === "event" ? "IngestEvent" : "IngestEventBatch"}`;
  if (protocol === "connect") {
    const type = isBinary ? "application/proto" : "application/json";
    const headers = { "content-type": type, "connect-protocol-version": "1", authorization };
    return compress({ protocol, version: random.pick([1, 1, 2]), method: "POST", path, headers, body }, random);
  }
  const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length, 1);
  const headers = {
    "content-type": `application/${protocol}${isBinary ? "+proto" : "+json"}`,
    ...(protocol === "grpc" ? { te: "trailers" } : { "x-grpc-web": "1" }),
    authorization,
  };
  const version = protocol === "grpc" ? 2 : random.pick([1, 2] as const);
  return { protocol, version, method: "POST", path, headers, body: Buffer.concat([head, body]) };
}

function compress(request: FuzzRequest, random: Random): FuzzRequest {
  return random.chance(0.9) || request.body === undefined
    ? request
    : {
        ...request,
        headers: { ...request.headers, "content-encoding": "gzip" },
        body: gzipSync(request.body, { level: 1 }),
      };
}
