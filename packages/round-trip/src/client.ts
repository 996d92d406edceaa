// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { clearField, clone, create, equals, fromBinary } from "@bufbuild/protobuf";
import { type ChaukasClient, createChaukasClient, IngestEventBatchRequestSchema } from "@chaukas/spec-client";
import { type Event, EventSchema, SortOrder } from "@chaukas/spec-common";
import { createGrpcTransport } from "@connectrpc/connect-node";

// Sends the request bodies in the given files to a server, reads the events back page by page, and compares them one by
// one. Prints the counts as one line of JSON.
const { values, positionals } = parseArgs({
  options: { "base-url": { type: "string" }, protocol: { type: "string" } },
  allowPositionals: true,
});
const baseUrl = values["base-url"] ?? "";
const client =
  values.protocol === "grpc"
    ? createChaukasClient({ transport: createGrpcTransport({ baseUrl }) })
    : createChaukasClient({ baseUrl });

const requests = positionals.map((file) => fromBinary(IngestEventBatchRequestSchema, readFileSync(file)));
const sent = requests.flatMap((request) => request.eventBatch?.events ?? []);
let stored = 0;
for (const request of requests) {
  const response = await client.ingestEventBatch(request);
  if (response.rejectedCount > 0) {
    throw new Error(`batch ${response.batchId}: rejected ${response.rejectedEventIds.join(", ")}`);
  }
  stored += response.acceptedCount;
}
const tenantId = sent[0]?.tenantId ?? "";
const read = await readAll(client, tenantId);
compare(sent, read);
console.log(JSON.stringify({ requests: requests.length, sent: sent.length, stored, readBack: read.length }));

async function readAll(client: ChaukasClient, tenantId: string): Promise<Event[]> {
  const events: Event[] = [];
  let pageToken = "";
  do {
    const query = { filter: { tenantId }, pageSize: 25, pageToken, orderByTime: SortOrder.ASC };
    const { response } = await client.queryEvents({ query });
    events.push(...(response?.events ?? []));
    pageToken = response?.nextPageToken ?? "";
  } while (pageToken !== "");
  return events;
}

function compare(sent: Event[], read: Event[]): void {
  const byId = new Map(read.map((event) => [event.eventId, event]));
  if (byId.size !== sent.length || read.length !== sent.length) {
    throw new Error(`read back: expected ${sent.length} events, got ${read.length} with ${byId.size} distinct ids`);
  }
  for (const event of sent) {
    const found = byId.get(event.eventId) ?? create(EventSchema);
    if (found.serverTimestamp === undefined) {
      throw new Error(`event ${event.eventId}: expected a server_timestamp in the event read back, got none`);
    }
    if (!equals(EventSchema, withoutServerFields(event), withoutServerFields(found))) {
      throw new Error(`event ${event.eventId}: the event read back differs from the event sent`);
    }
  }
}

/** Returns a copy of an event without the fields that the server sets. */
function withoutServerFields(event: Event): Event {
  const copy = clone(EventSchema, event);
  for (const name of ["serverTimestamp", "contentHash", "hashPrev", "wormProofId"] as const) {
    clearField(copy, EventSchema.field[name]);
  }
  return copy;
}
