// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { type Event, type QueryResponse, QueryResponseSchema } from "@chaukas/spec-common";

/** An event that a backend has in binary form. */
export interface EncodedEvent {
  /** The event as a message. Read only if somebody asks for it, so that it may be a getter that decodes. */
  readonly event: Event;
  /** Returns the same event in binary form. */
  encode(): Uint8Array;
}

/** The parts of {@link createEncodedPage}. */
export type EncodedPageInit = Omit<
  MessageInitShape<typeof QueryResponseSchema>,
  "$typeName" | "$unknown" | "events"
> & {
  readonly events: readonly EncodedEvent[];
};

const encoded = new WeakMap<object, () => readonly EncodedEvent[] | undefined>();

/**
 * Creates the page that a backend returns from `queryEvents` if it has its events in binary form. Binary protocols then
 * write these bytes as they are. The page is an ordinary message otherwise: whoever reads its `events`, such as an
 * interceptor or a protocol in JSON, gets messages, and what is done to them is in the response.
 */
export function createEncodedPage({ events, ...rest }: EncodedPageInit): QueryResponse {
  let messages: Event[] | undefined;
  const page = Object.defineProperty(create(QueryResponseSchema, rest), "events", {
    enumerable: true,
    configurable: true,
    get: () => {
      messages ??= events.map(({ event }) => event);
      return messages;
    },
    set: (value: Event[]) => {
      messages = value;
    },
  });
  encoded.set(page, () => (messages === undefined ? events : undefined));
  return page;
}

/** Returns whether a page was created by {@link createEncodedPage}. */
export function isEncodedPage(page: object): page is QueryResponse {
  return encoded.has(page);
}

/** Returns the events of a page in binary form. Undefined for other pages, and once the messages have been read. */
export function encodedEventsOf(page: QueryResponse): readonly EncodedEvent[] | undefined {
  return encoded.get(page)?.();
}
