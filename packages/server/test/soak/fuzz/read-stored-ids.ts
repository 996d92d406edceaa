// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasServerService } from "@chaukas/spec-server";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";

/** Reads the identifiers of all events that a key can see. */
export async function readStoredIds(baseUrl: string, key: string): Promise<string[]> {
  const client = createClient(ChaukasServerService, createGrpcTransport({ baseUrl }));
  const ids: string[] = [];
  let pageToken = "";
  do {
    const { response } = await client.queryEvents(
      { query: { pageSize: 1000, pageToken } },
      { headers: { authorization: `Bearer ${key}` } },
    );
    ids.push(...(response?.events ?? []).map(({ eventId }) => eventId));
    pageToken = response?.nextPageToken ?? "";
  } while (pageToken !== "");
  return ids;
}
