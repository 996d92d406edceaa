// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { type Event, EventBatchSchema, EventSchema, SortOrder } from "@chaukas/spec-common";
import { contentHash } from "@chaukas/spec-integrity";
import { readCapturedBatches, readCapturedRequests } from "@chaukas/testdata";
import { afterEach, expect, test } from "vitest";
import { protocols, type ServedBackend, serveBackend } from "../../test/served/serve-backend.js";

let served: ServedBackend | undefined;
afterEach(() => served?.close());

const sent = readCapturedBatches().flatMap((batch) => fromBinary(EventBatchSchema, batch).events);

/** Sends what the Python SDK sent, byte for byte, and returns how many events were accepted. */
async function replay(url: string, changePath: (path: string) => string): Promise<number> {
  let accepted = 0;
  for (const { method, path, headers, body } of readCapturedRequests()) {
    const response = await fetch(url + changePath(path), { method, headers, body });
    expect(response.status).toBe(202);
    const answer = (await response.json()) as { accepted_count: number; rejected_count?: number };
    expect(answer.rejected_count ?? 0).toBe(0);
    accepted += answer.accepted_count;
  }
  return accepted;
}

/** Events in binary form by id, without the fields that the server sets. */
function contentOf(events: readonly Event[]): Map<string, Uint8Array> {
  const none = { contentHash: "", hashPrev: "", wormProofId: "" };
  return new Map(
    events.map(({ serverTimestamp, ...event }) => [event.eventId, toBinary(EventSchema, { ...event, ...none })]),
  );
}

async function readBack({ client }: ServedBackend, protocol: (typeof protocols)[number], key?: string) {
  const events: Event[] = [];
  let pageToken = "";
  do {
    const query = { filter: { tenantId: "acme" }, pageSize: 25, pageToken, orderByTime: SortOrder.ASC };
    const { response } = await client(protocol, key).queryEvents({ query });
    events.push(...(response?.events ?? []));
    pageToken = response?.nextPageToken ?? "";
    expect(response?.totalCount).toBe(BigInt(sent.length));
  } while (pageToken !== "");
  return events;
}

test.each([
  ["with its key", "keys", (path: string) => path],
  ["with its key, at the paths of an endpoint without version", "keys", (path: string) => path.replace("/v1", "")],
  ["on a server without keys", "none", (path: string) => path],
] as const)(
  "accepts what the Python SDK sends, %s, and reads it back unchanged",
  async (_, authentication, changePath) => {
    served = await serveBackend({ authentication });
    const key =
      authentication === "keys" ? await served.createKey({ tenantId: "acme", key: "dev-key-acme" }) : undefined;
    expect(await replay(served.url, changePath)).toBe(106);
    // The SDK may repeat any request that got no response.
    expect(await replay(served.url, changePath)).toBe(106);
    for (const protocol of protocols) {
      const found = await readBack(served, protocol, key);
      expect(found).toHaveLength(106);
      expect(found.every((event) => event.serverTimestamp !== undefined)).toBe(true);
      expect(found.map((event) => event.contentHash)).toEqual(found.map(contentHash));
      expect(contentOf(found)).toEqual(contentOf(sent));
    }
  },
  30_000,
);

test("refuses the SDK's events with the key of another tenant", async () => {
  served = await serveBackend({ authentication: "keys" });
  await served.createKey({ tenantId: "globex", key: "dev-key-acme" });
  for (const { method, path, headers, body } of readCapturedRequests()) {
    const response = await fetch(served.url + path, { method, headers, body });
    const answer = (await response.json()) as { accepted_count?: number; rejected_count: number };
    expect([response.status, answer.accepted_count ?? 0]).toEqual([202, 0]);
    expect(answer.rejected_count).toBeGreaterThan(0);
  }
  expect(await served.store.listTenants()).toEqual([]);
});
