// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { type Event, type QueryResponse, QueryResponseSchema } from "@chaukas/spec-common";
import { decodeEvent } from "@chaukas/spec-common/codec";

/** An event that a backend has in binary form. */
export interface EncodedEvent {
  /** The event as a message. Read only if an interceptor asks for it, so that it may be a getter that decodes. */
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
 * write these bytes as they are, and protocols in JSON decode one event after the other. The page is an ordinary message
 * otherwise: an interceptor that reads its `events` gets messages, and what it does to them is in the response.
 */
export function createEncodedPage({ events, ...rest }: EncodedPageInit): QueryResponse {
  let messages: Event[] | undefined;
  const page = Object.defineProperty(create(QueryResponseSchema, rest), "events", {
    enumerable: true,
    // Events that an interceptor deletes would be in binary responses all the same.
    configurable: false,
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

/** Returns the events of a page one after the other. Messages that are decoded for this are not kept in memory. */
export function* eachEventOf(page: QueryResponse): Generator<Event> {
  const events = encodedEventsOf(page);
  if (events === undefined) {
    yield* page.events;
    return;
  }
  for (const event of events) {
    yield decodeOnce(event);
  }
}

function decodeOnce(encoded: EncodedEvent): Event {
  try {
    return decodeEvent(encoded.encode());
  } catch {
    // The getter of the backend knows better what to say about bytes that cannot be decoded.
    return encoded.event;
  }
}

/** Copies a page without its events, which would be decoded if they were read. */
export function withoutEvents(page: QueryResponse): QueryResponse {
  const entries = Object.keys(page).map((name) => [name, name === "events" ? [] : page[name as keyof QueryResponse]]);
  return Object.fromEntries(entries);
}

/** Returns the number of the events of a page. */
export function countEventsOf(page: QueryResponse): number {
  return (encodedEventsOf(page) ?? page.events).length;
}

/** Returns the events of a page in binary form. Undefined for other pages, and once the messages have been read. */
export function encodedEventsOf(page: QueryResponse): readonly EncodedEvent[] | undefined {
  return encoded.get(page)?.();
}
