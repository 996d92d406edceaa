// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { EventBatchSchema, type EventRejection, EventRejectionSchema, EventSchema } from "@chaukas/spec-common";
import { Code, ConnectError, type Transport, type UnaryResponse } from "@connectrpc/connect";
import { type EventFault, findEventFault, isWellFormed } from "./find-event-fault.js";
import {
  ChaukasClientService,
  type IngestEventBatchRequestSchema,
  type IngestEventBatchResponse,
  IngestEventBatchResponseSchema,
  type IngestEventRequestSchema,
} from "./gen/chaukas/spec/client/v1/client_pb.js";

const { ingestEvent, ingestEventBatch } = ChaukasClientService.method;

type BatchResponse = UnaryResponse<(typeof ingestEventBatch)["input"], (typeof ingestEventBatch)["output"]>;

/**
 * Wraps a transport so that an event that cannot be sent without changing it is not sent. An event alone fails with
 * `invalid_argument`. In a batch it becomes a rejection of the response, and the other events are sent.
 *
 * @internal
 */
export function checkEvents(transport: Transport): Transport {
  return {
    async unary(method, signal, timeoutMs, header, input, contextValues) {
      type Input = typeof input;
      const send = (checked: Input) => transport.unary(method, signal, timeoutMs, header, checked, contextValues);
      try {
        if (method.name === ingestEvent.name) {
          checkEvent(input as MessageInitShape<typeof IngestEventRequestSchema>);
        } else if (method.name === ingestEventBatch.name) {
          const batch = input as MessageInitShape<typeof IngestEventBatchRequestSchema>;
          const sendBatch = async (checked: typeof batch) => (await send(checked as Input)) as unknown as BatchResponse;
          return (await ingestChecked(batch, sendBatch)) as unknown as Awaited<ReturnType<typeof send>>;
        }
      } catch (reason) {
        throw ConnectError.from(reason);
      }
      return send(input);
    },
    stream: (...call) => transport.stream(...call),
  };
}

function checkEvent({ event }: MessageInitShape<typeof IngestEventRequestSchema>): void {
  throwFault(event === undefined ? undefined : findEventFault(EventSchema, event), "event");
}

function throwFault(fault: EventFault | undefined, subject: string): void {
  if (fault !== undefined) {
    throw new ConnectError(`${fault.field || subject}: ${fault.message}`, Code.InvalidArgument);
  }
}

async function ingestChecked(
  request: MessageInitShape<typeof IngestEventBatchRequestSchema>,
  send: (request: MessageInitShape<typeof IngestEventBatchRequestSchema>) => Promise<BatchResponse>,
): Promise<BatchResponse> {
  const { eventBatch } = request;
  if (eventBatch === undefined) {
    return send(request);
  }
  const events: readonly unknown[] = Array.isArray(eventBatch.events) ? eventBatch.events : [];
  const envelope = events === eventBatch.events ? { ...eventBatch, events: [] } : eventBatch;
  throwFault(findEventFault(EventBatchSchema, envelope), "event_batch");

  const refused: EventRejection[] = [];
  const sent: number[] = [];
  events.forEach((event, index) => {
    const fault = findEventFault(EventSchema, event);
    if (fault === undefined) {
      sent.push(index);
    } else {
      refused.push(
        create(EventRejectionSchema, { index, eventId: eventIdOf(event), code: "invalid_argument", ...fault }),
      );
    }
  });
  if (refused.length === 0) {
    return send(request);
  }
  const batchId = eventBatch.batchId ?? "";
  const kept = sent.map((index) => events[index]) as NonNullable<typeof eventBatch.events>;
  const response =
    kept.length === 0
      ? emptyResponse(batchId)
      : await send({ eventBatch: { ...eventBatch, events: kept } as typeof eventBatch });
  return { ...response, message: withRefused(response.message, refused, sent) };
}

function emptyResponse(batchId: string): BatchResponse {
  const message = create(IngestEventBatchResponseSchema, { batchId });
  return {
    stream: false,
    service: ChaukasClientService,
    method: ingestEventBatch,
    header: new Headers(),
    trailer: new Headers(),
    message,
  };
}

/** Adds rejections to the response for the events that were sent, and restores the positions in the caller's batch. */
function withRefused(
  response: IngestEventBatchResponse,
  refused: readonly EventRejection[],
  sent: readonly number[],
): IngestEventBatchResponse {
  const restore = <T extends { readonly index: number }>(verdict: T): T => ({
    ...verdict,
    index: sent[verdict.index] ?? verdict.index,
  });
  const byServer = response.rejections.map(restore);
  const rejections = [...byServer, ...refused].sort((a, b) => a.index - b.index);
  // Servers before 1.2.0 say only which identifiers they rejected.
  const rejectedEventIds =
    byServer.length === response.rejectedEventIds.length
      ? rejections.map(({ eventId }) => eventId)
      : [...response.rejectedEventIds, ...refused.map(({ eventId }) => eventId)];
  return {
    ...response,
    rejectedCount: response.rejectedCount + refused.length,
    rejectedEventIds,
    rejections,
    notices: response.notices.map(restore),
  };
}

function eventIdOf(event: unknown): string {
  const id = (event as { eventId?: unknown } | null | undefined)?.eventId;
  return typeof id === "string" && isWellFormed(id) ? id : "";
}
