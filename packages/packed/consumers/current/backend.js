// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { validateEvent } from "@chaukas/spec-common/validate";
import { Code, ConnectError } from "@connectrpc/connect";

/** API key that the backend accepts. */
export const apiKey = "key-of-acme";

/** Creates a backend that stores events in memory, in order of arrival. */
export function createMemoryBackend() {
  const stored = new Map();

  function store(event) {
    if (validateEvent(event).kind !== "valid") {
      throw new ConnectError(`event ${event.eventId}: not valid`, Code.InvalidArgument);
    }
    const key = `${event.projectId} ${event.eventId}`;
    const status = stored.has(key) ? "duplicate" : "accepted";
    stored.set(key, event);
    return status;
  }

  return {
    healthz() {},
    getCapabilities: () => ({ supportsBatchIngestion: true, supportsEventQuerying: true, maxBatchSize: 1000 }),
    ingestEvent(event, context) {
      if (context.requestHeader.get("authorization") !== `Bearer ${apiKey}`) {
        throw new ConnectError("expected the key of acme", Code.Unauthenticated);
      }
      return { eventId: event.eventId, status: store(event), processedAt: 1767323045678901n };
    },
    ingestEventBatch({ batchId, events }) {
      const rejected = events.filter((event) => validateEvent(event).kind !== "valid");
      for (const event of events.filter((event) => !rejected.includes(event))) {
        store(event);
      }
      return {
        batchId,
        acceptedCount: events.length - rejected.length,
        rejectedCount: rejected.length,
        rejectedEventIds: rejected.map((event) => event.eventId),
      };
    },
    queryEvents({ filter, pageSize, pageToken }) {
      if (filter?.textQuery) {
        throw new Error("a secret of the store");
      }
      const found = [...stored.values()].filter((event) => event.projectId === filter?.projectId);
      const start = Number(pageToken);
      const end = start + pageSize;
      return {
        events: found.slice(start, end),
        totalCount: BigInt(found.length),
        nextPageToken: end < found.length ? String(end) : "",
      };
    },
  };
}
