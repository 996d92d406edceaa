// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { contentHash } from "@chaukas/spec-integrity";
import {
  ChaukasServerService,
  IngestEventBatchRequestSchema,
  IngestEventRequestSchema,
  type IngestEventResponse,
} from "@chaukas/spec-server";
import { loadVectors } from "@chaukas/spec-vectors";
import { afterEach, expect, test } from "vitest";
import { type ServedBackend, serveBackend } from "../../test/served/serve-backend.js";

let served: ServedBackend | undefined;
afterEach(() => served?.close());

const vector = loadVectors().find(({ id }) => id === "numbers/struct-not-finite");
const stored = { a: "NaN", b: "Infinity", c: ["-Infinity"] };

function createEvent(eventId: string): Event {
  const event = { ...fromBinary(EventSchema, vector?.binary ?? new Uint8Array()), eventId };
  // The producer hashes what the server stores (chaukas-integrity/1, §1.6).
  return { ...event, contentHash: contentHash(event) };
}

async function post({ url }: ServedBackend, path: string, type: string, body: Uint8Array<ArrayBuffer>) {
  const response = await fetch(url + path, { method: "POST", headers: { "content-type": type, accept: type }, body });
  expect(response.ok).toBe(true);
}

test("numbers of a Struct that are not finite are stored as strings, whatever the protocol", async () => {
  served = await serveBackend({ authentication: "none" });
  expect(createEvent("grpc").metadata).toEqual({ a: Number.NaN, b: Number.POSITIVE_INFINITY, c: [-Infinity] });
  const single = (eventId: string) =>
    toBinary(IngestEventRequestSchema, create(IngestEventRequestSchema, { event: createEvent(eventId) }));
  const events = [createEvent("batch")];
  const batch = toBinary(
    IngestEventBatchRequestSchema,
    create(IngestEventBatchRequestSchema, { eventBatch: { events } }),
  );
  const grpc = served.client("grpc");
  expect(await grpc.ingestEvent({ event: createEvent("grpc") })).toMatchObject({ status: "accepted" });
  await post(served, `/${ChaukasServerService.typeName}/IngestEvent`, "application/proto", single("connect"));
  await post(served, "/v1/events", "application/x-protobuf", single("rest"));
  await post(served, "/v1/events/batch", "application/x-protobuf", batch);
  const again: IngestEventResponse = await grpc.ingestEvent({ event: createEvent("grpc") });
  expect(again.status).toBe("duplicate");
  for (const protocol of ["grpc", "rest"] as const) {
    const { response } = await served.client(protocol).queryEvents({ query: { filter: { tenantId: "acme" } } });
    const found = response?.events ?? [];
    expect(found.map(({ eventId }) => eventId).sort()).toEqual(["batch", "connect", "grpc", "rest"]);
    expect(found.map(({ metadata }) => metadata)).toEqual([stored, stored, stored, stored]);
    expect(found.map((event) => event.contentHash)).toEqual(found.map(contentHash));
  }
});
