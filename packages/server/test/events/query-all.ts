// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { createChaukasClient } from "@chaukas/spec-client";
import { type Event, type QueryFilterSchema, SortOrder } from "@chaukas/spec-common";

/** Reads all events that match a filter from a running server, page by page, oldest first. */
export async function queryAll(
  url: string,
  filter: MessageInitShape<typeof QueryFilterSchema>,
  apiKey?: string,
): Promise<Event[]> {
  const client = createChaukasClient({ baseUrl: url, ...(apiKey !== undefined && { apiKey }) });
  const events: Event[] = [];
  let pageToken = "";
  do {
    const query = { filter, pageSize: 40, pageToken, orderByTime: SortOrder.ASC };
    const { response } = await client.queryEvents({ query });
    events.push(...(response?.events ?? []));
    pageToken = response?.nextPageToken ?? "";
  } while (pageToken !== "");
  return events;
}
