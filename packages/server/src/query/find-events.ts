// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { QueryRequest, QueryResponseSchema } from "@chaukas/spec-common";
import { createEncodedPage, type EncodedEvent } from "@chaukas/spec-server";
import type { Caller } from "../auth/caller.js";
import type { StoreCalls } from "../limits/create-store-calls.js";
import type { EventStore, StoredEvent, StoreQuery } from "../store/contract/event-store.js";
import { readPageToken, writePageToken } from "./page-token.js";
import { positionOf } from "./read-pages.js";
import { isEmptyRange } from "./time-bounds.js";
import { toStoreQuery } from "./to-store-query.js";

/** Answers queries for events. */
export type FindEvents = (
  request: QueryRequest,
  caller: Caller,
) => Promise<MessageInitShape<typeof QueryResponseSchema>>;

/**
 * Creates the function that finds pages of events, restricted to what the caller may see. The answer takes at most
 * `maxPageBytes` in binary form, unless its only event is larger.
 */
export function createFindEvents(store: EventStore, callStore: StoreCalls, maxPageBytes: number): FindEvents {
  return async (request, caller) => {
    const first = limitBytes(toStoreQuery(request, caller), maxPageBytes);
    const secret = await callStore(() => store.pageTokenSecret());
    const query =
      request.pageToken === "" ? first : { ...first, after: readPageToken(request.pageToken, first, secret) };
    const page = isEmptyRange(query.filter) ? emptyPage : await callStore(() => store.findPage(query));
    const last = page.events.at(-1);
    const rest = {
      totalCount: BigInt(page.totalCount),
      hasMore: page.hasMore,
      nextPageToken: page.hasMore && last !== undefined ? writePageToken(positionOf(last), query, secret) : "",
    };
    const events = page.events.filter(isEncoded);
    return events.length === page.events.length
      ? createEncodedPage({ ...rest, events })
      : { ...rest, events: page.events.map(({ event }) => event) };
  };
}

function isEncoded(event: StoredEvent): event is StoredEvent & EncodedEvent {
  return event.encode !== undefined;
}

/** Bytes of an answer beside its events: total count, page token and framing. */
const answerBytes = 1024;
/** Bytes of an event beside its stored body and its tenant: hashes, time, framing, and the host in its proof id. */
const serverFieldBytes = 512;

/** Limits a query so that its answer takes at most `maxPageBytes`, with the fields that the server adds. */
function limitBytes(query: StoreQuery, maxPageBytes: number): StoreQuery {
  const room = Math.max(1, maxPageBytes - answerBytes);
  const perEvent = serverFieldBytes + encodeURIComponent(query.filter.tenantId).length;
  const limit = Math.max(1, Math.min(query.limit, Math.floor(room / 2 / perEvent)));
  return { ...query, limit, maxBytes: Math.max(1, room - limit * perEvent) };
}

const emptyPage = { events: [], totalCount: 0, hasMore: false };
