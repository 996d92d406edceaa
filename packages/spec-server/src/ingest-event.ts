// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Event } from "@chaukas/spec-common";
import { Code, ConnectError } from "@connectrpc/connect";
import type { BackendContext, ChaukasBackend } from "./chaukas-backend.js";
import type { IngestEventResponseSchema } from "./gen/chaukas/spec/server/v1/server_pb.js";

export type Ingested = MessageInitShape<typeof IngestEventResponseSchema>;

/** Hands one good event to the backend, as a batch where that is all it takes, and fills in what the backend leaves out. */
export async function ingestEvent(backend: ChaukasBackend, event: Event, context: BackendContext): Promise<Ingested> {
  const result = await callBackend(backend, event, context);
  return {
    eventId: result.eventId || event.eventId,
    status: result.status || "accepted",
    processedAt: result.processedAt || BigInt(Date.now()),
  };
}

async function callBackend(backend: ChaukasBackend, event: Event, context: BackendContext): Promise<Ingested> {
  if (backend.ingestEvent !== undefined) {
    return backend.ingestEvent(event, context);
  }
  const batch = {
    $typeName: "chaukas.spec.common.v1.EventBatch" as const,
    batchId: globalThis.crypto.randomUUID(),
    events: [event],
    totalCost: 0,
    totalTokens: 0,
    totalDurationMs: 0,
  };
  const { rejectedEventIds = [], rejectedCount = 0 } = (await backend.ingestEventBatch?.(batch, context)) ?? {};
  if (rejectedEventIds.length > 0 || rejectedCount > 0) {
    throw new ConnectError(`event ${event.eventId}: rejected by the server`, Code.FailedPrecondition);
  }
  return {};
}
