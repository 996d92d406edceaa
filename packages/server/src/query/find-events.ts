// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { QueryRequest, QueryResponseSchema } from "@chaukas/spec-common";
import type { Caller } from "../auth/caller.js";
import type { StoreCalls } from "../limits/create-store-calls.js";
import type { EventStore, Position, StoredEvent } from "../store/contract/event-store.js";
import { readPageToken, writePageToken } from "./page-token.js";
import { isEmptyRange } from "./time-bounds.js";
import { toStoreQuery } from "./to-store-query.js";

/** Answers queries for events. */
export type FindEvents = (
  request: QueryRequest,
  caller: Caller,
) => Promise<MessageInitShape<typeof QueryResponseSchema>>;

/** Creates the function that finds pages of events, restricted to what the caller may see. */
export function createFindEvents(store: EventStore, callStore: StoreCalls): FindEvents {
  return async (request, caller) => {
    const first = toStoreQuery(request, caller);
    const secret = await callStore(() => store.pageTokenSecret());
    const query =
      request.pageToken === "" ? first : { ...first, after: readPageToken(request.pageToken, first, secret) };
    const page = isEmptyRange(query.filter) ? emptyPage : await callStore(() => store.findPage(query));
    const last = page.events.at(-1);
    return {
      events: page.events.map(({ event }) => event),
      totalCount: BigInt(page.totalCount),
      hasMore: page.hasMore,
      nextPageToken: page.hasMore && last !== undefined ? writePageToken(positionOf(last), query, secret) : "",
    };
  };
}

function positionOf({ event, sequence }: StoredEvent): Position {
  return { seconds: event.timestamp?.seconds ?? 0n, nanos: event.timestamp?.nanos ?? 0, sequence };
}

const emptyPage = { events: [], totalCount: 0, hasMore: false };
