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

/** Which events of a batch were not stored as they were sent. */
export interface SentBatch {
  readonly bad: readonly BadLine[];
  /** Lines whose events are stored without a part, and which part that is. */
  readonly notices: readonly BadLine[];
}

const eventErrorCodes = new Set([
  Code.InvalidArgument,
  Code.AlreadyExists,
  Code.PermissionDenied,
  Code.ResourceExhausted,
]);

/**
 * Sends events as one batch. If the batch fails as a whole, or the server is older and does not say why it rejects
 * events, sends those that were or may have been rejected one by one. Rejects if the server fails or refuses the caller.
 */
export async function sendBatch(client: ChaukasClient, lines: readonly EventLine[]): Promise<SentBatch> {
  const { suspects, bad, notices } = await sendTogether(client, lines);
  const others: BadLine[] = [];
  for (const { number, event } of suspects) {
    try {
      const response = await client.ingestEvent({ event });
      notices.push(...response.notices.map((notice) => describe(number, notice)));
    } catch (error) {
      if (!(error instanceof ConnectError) || !eventErrorCodes.has(error.code)) {
        throw error;
      }
      others.push({ number, reason: error.rawMessage });
    }
  }
  return { bad: [...bad, ...others], notices };
}

interface SentTogether {
  /** Lines whose events were, or may have been, rejected for a reason that is not known. */
  readonly suspects: readonly EventLine[];
  readonly bad: readonly BadLine[];
  readonly notices: BadLine[];
}

async function sendTogether(client: ChaukasClient, lines: readonly EventLine[]): Promise<SentTogether> {
  try {
    const { rejectedEventIds, rejections, notices } = await client.ingestEventBatch({
      eventBatch: { events: lines.map(({ event }) => event) },
    });
    const rejected = new Set(rejectedEventIds);
    return {
      suspects: rejections.length > 0 ? [] : lines.filter(({ event }) => rejected.has(event.eventId)),
      bad: rejections.map((rejection) => describe(lines[rejection.index]?.number ?? 0, rejection)),
      notices: notices.map((notice) => describe(lines[notice.index]?.number ?? 0, notice)),
    };
  } catch (error) {
    const code = ConnectError.from(error).code;
    if (code === Code.InvalidArgument || code === Code.ResourceExhausted) {
      return { suspects: lines, bad: [], notices: [] };
    }
    throw error;
  }
}

/** Describes a verdict, beginning with the place in the event if the message does not name it. */
function describe(number: number, { field, message }: { field: string; message: string }): BadLine {
  const name = field.slice(1).replaceAll("/", ".");
  const isNamed = message.startsWith(`${name}:`) || message.startsWith(`${field}:`);
  return { number, reason: field === "" || isNamed ? message : `${name}: ${message}` };
}
