// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// An application in TypeScript that uses Connect-ES v1. It is compiled, not run.
import { type PartialMessage, type PlainMessage, Timestamp } from "@bufbuild/protobuf";
import { Author, Event, EventBatch, EventType, QueryRequest, SortOrder } from "@chaukas/spec-connect-v1";
import { ChaukasClientService, IngestEventRequest } from "@chaukas/spec-connect-v1/client";
import { ChaukasServerService, type GetEventStatsResponse } from "@chaukas/spec-connect-v1/server";
import {
  Code,
  ConnectError,
  type ConnectRouter,
  createPromiseClient,
  type PromiseClient,
  type ServiceImpl,
} from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";

const init: PartialMessage<Event> = {
  eventId: "event-1",
  type: EventType.ERROR,
  author: Author.AGENT,
  timestamp: Timestamp.now(),
  content: { case: "error", value: { errorMessage: "timed out", recoverable: true } },
};
export const event = new Event(init);
export const bytes: Uint8Array = new EventBatch({ events: [event] }).toBinary();
export const query = new QueryRequest({ pageSize: 10, orderByTime: SortOrder.ASC });
// @ts-expect-error
new Event({ eventId: 1 });
// @ts-expect-error
new Event({ content: { case: "error", value: { text: "of a message" } } });

export function describeContent({ content }: Event): string {
  return content.case === "toolCall" ? content.value.name : (content.case ?? "");
}

const transport = createConnectTransport({ baseUrl: "https://audit.example.com" });
export const client: PromiseClient<typeof ChaukasClientService> = createPromiseClient(ChaukasClientService, transport);

export async function useClient(signal: AbortSignal): Promise<bigint> {
  const { processedAt } = await client.ingestEvent(new IngestEventRequest({ event }), { signal });
  const { response } = await client.queryEvents({ query });
  const stats: PlainMessage<GetEventStatsResponse> = await createPromiseClient(
    ChaukasServerService,
    transport,
  ).getEventStats({});
  // @ts-expect-error
  await client.getEventStats({});
  return processedAt + (response?.totalCount ?? 0n) + stats.totalEvents;
}

const backend: Partial<ServiceImpl<typeof ChaukasServerService>> = {
  ingestEvent({ event }) {
    if (event === undefined) {
      throw new ConnectError("event: expected a message, got none", Code.InvalidArgument);
    }
    return { eventId: event.eventId, processedAt: 1n };
  },
};

export function routes(router: ConnectRouter): void {
  router.service(ChaukasServerService, backend);
}
