// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { create } from "@bufbuild/protobuf";
import { createLogEntry, listEntriesResponseToJsonString } from "../src/audit/index.ts";
import { ListEntriesResponseSchema } from "../src/gen/chaukas/spec/audit/v1/audit_pb.ts";
import { type ExportedRecord, formatRecord, normalTimestamp } from "../src/index.ts";
import { signedCheckpointOf } from "./make-trail.ts";

/** A log that changes while it is served. */
export interface ServedTrail {
  trail: readonly ExportedRecord[];
  /** Size of the newest checkpoint, which grows when a larger one is asked for. */
  signed: number;
  /** Whether the server signs what it is asked for. */
  readonly signs: boolean;
  /** Called before a page is read from the trail, with the sequence of its first record. */
  readonly onPage?: (from: number) => void;
}

/** Serves a trail as ChaukasAuditService does, to the given function. Returns the requests. */
export async function serveTrail(served: ServedTrail, use: (url: string) => Promise<void>): Promise<string[]> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    requests.push(`${url.pathname}${url.search}`);
    const numberOf = (name: string) => Number(url.searchParams.get(name));
    if (url.pathname === "/v1/audit/checkpoint") {
      served.signed = served.signs ? Math.max(served.signed, numberOf("min_size")) : served.signed;
      response.end(signedCheckpointOf(served.trail, served.signed));
      return;
    }
    const from = numberOf("from_sequence");
    served.onPage?.(from);
    const entries = served.trail.slice(from, from + numberOf("page_size")).map(entryOf);
    const page = create(ListEntriesResponseSchema, { entries, logSize: BigInt(served.trail.length) });
    response.end(listEntriesResponseToJsonString(page));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
  return requests;
}

function entryOf({ sequence, event, opening, commit }: ExportedRecord) {
  const { eventId, hashPrev, serverTimestamp } = event;
  const time = normalTimestamp(serverTimestamp ?? { seconds: 0n, nanos: 0 });
  return createLogEntry({
    sequence,
    record: formatRecord({ commit, eventId, hashPrev, sequence, time }),
    event,
    opening,
  });
}
