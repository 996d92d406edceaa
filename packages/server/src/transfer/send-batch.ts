// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasClient } from "@chaukas/spec-client";
import type { Event } from "@chaukas/spec-common";
import { Code, ConnectError } from "@connectrpc/connect";

/** An event and its line number. */
export interface EventLine {
  readonly number: number;
  readonly event: Event;
}

/** A line that could not be imported, and why. */
export interface BadLine {
  readonly number: number;
  readonly reason: string;
}

const eventErrorCodes = new Set([
  Code.InvalidArgument,
  Code.AlreadyExists,
  Code.PermissionDenied,
  Code.ResourceExhausted,
]);

/**
 * Sends events as one batch, and then the rejected ones one by one, since only the response to a single event contains
 * the reason. Rejects if the server fails or refuses the caller.
 */
export async function sendBatch(client: ChaukasClient, lines: readonly EventLine[]): Promise<BadLine[]> {
  const suspects = await sendTogether(client, lines);
  const bad: BadLine[] = [];
  for (const { number, event } of suspects) {
    try {
      await client.ingestEvent({ event });
    } catch (error) {
      if (!(error instanceof ConnectError) || !eventErrorCodes.has(error.code)) {
        throw error;
      }
      bad.push({ number, reason: error.rawMessage });
    }
  }
  return bad;
}

/** Sends a batch, and returns the lines whose events were, or may have been, rejected. */
async function sendTogether(client: ChaukasClient, lines: readonly EventLine[]): Promise<readonly EventLine[]> {
  try {
    const { rejectedEventIds } = await client.ingestEventBatch({
      eventBatch: { events: lines.map(({ event }) => event) },
    });
    const rejected = new Set(rejectedEventIds);
    return lines.filter(({ event }) => rejected.has(event.eventId));
  } catch (error) {
    const code = ConnectError.from(error).code;
    if (code === Code.InvalidArgument || code === Code.ResourceExhausted) {
      return lines;
    }
    throw error;
  }
}
