// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createParser } from "eventsource-parser";

/** A message of server-sent events. */
export interface SentEvent {
  /** Place after it, with which the stream can go on. */
  readonly id: string;
  /** `event`, `position` or `problem`. */
  readonly type: string;
  /** The event, or the problem, as JSON. Empty for a position. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Options of {@link followEvents}. */
export interface FollowOptions {
  /** Query parameters, such as `session_id=s`. */
  readonly query?: string;
  readonly key?: string;
  /** Place to go on from. */
  readonly lastId?: string;
  readonly signal?: AbortSignal;
}

/** Follows events over REST. Throws an `Error` with the status and the body for a response that is no stream. */
export async function* followEvents(
  baseUrl: string,
  { query = "", key, lastId, signal }: FollowOptions = {},
): AsyncGenerator<SentEvent> {
  const response = await fetch(`${baseUrl}/v1/events:watch?${query}`, {
    headers: { ...(key && { authorization: `Bearer ${key}` }), ...(lastId && { "last-event-id": lastId }) },
    ...(signal && { signal }),
  });
  if (response.status !== 200 || response.body === null) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  const messages: SentEvent[] = [];
  const parser = createParser({
    onEvent: ({ id = "", event = "event", data }) => messages.push({ id, type: event, data: JSON.parse(data) }),
  });
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    parser.feed(text);
    yield* messages.splice(0);
  }
}
