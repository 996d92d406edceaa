// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, QueryResponse } from "@chaukas/spec-common";
import { type QueryFilterJson, queryResponseFromJsonString } from "@chaukas/spec-common/json";
import type { ListSessionsResponse } from "@chaukas/spec-server";
import { listSessionsResponseFromJsonString } from "@chaukas/spec-server/json";

/** Where the events are, and what the server asks of its callers. */
export interface Connection {
  /** URL of the server without a slash at its end. */
  readonly baseUrl: string;
  /** Key of the caller. Empty for a server without keys. */
  readonly key: string;
  /** Tenant of the events. Empty for that of the key. */
  readonly tenantId: string;
}

/** A response of the server that is not what was asked for. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    message: string,
    /** HTTP status. 0 if there was no response. */
    readonly status: number,
  ) {
    super(message);
  }
}

/** Sends a request. Rejects with an `ApiError` that says what the server said. */
export async function send(
  { baseUrl, key }: Connection,
  path: string,
  { json, accept = "application/json", signal }: { json?: unknown; accept?: string; signal?: AbortSignal } = {},
): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`${baseUrl}${path}`, {
      method: json === undefined ? "GET" : "POST",
      headers: {
        accept,
        ...(json !== undefined && { "content-type": "application/json" }),
        ...(key !== "" && { authorization: `Bearer ${key}` }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(signal !== undefined && { signal }),
    });
  } catch (error) {
    signal?.throwIfAborted();
    const hint = "A page that a server serves may read from that server only, and others must allow its origin.";
    throw new ApiError(`no response from ${baseUrl}: ${(error as Error).message}. ${hint}`, 0);
  }
  const text = await response.text();
  if (!response.ok) {
    throw new ApiError(readProblem(text) ?? `the server answered with HTTP ${response.status}`, response.status);
  }
  return text;
}

function readProblem(text: string): string | undefined {
  try {
    const { detail, title } = JSON.parse(text) as { detail?: string; title?: string };
    return detail ?? title;
  } catch {
    return undefined;
  }
}

/** Which events to read. */
export interface EventsQuery {
  readonly filter: QueryFilterJson;
  readonly order: "ASC" | "DESC";
  readonly pageSize: number;
  readonly pageToken?: string;
}

/** Reads one page of events. */
export async function queryEvents(
  connection: Connection,
  { filter, order, pageSize, pageToken = "" }: EventsQuery,
  signal?: AbortSignal,
): Promise<QueryResponse> {
  const { tenantId } = connection;
  const json = {
    filter: { ...filter, ...(tenantId !== "" && { tenant_id: tenantId }) },
    page_size: pageSize,
    order_by_time: order,
    ...(pageToken !== "" && { page_token: pageToken }),
  };
  return queryResponseFromJsonString(await send(connection, "/v1/query", { json, ...(signal && { signal }) }));
}

/** Reads one page of the sessions that match parameters of `GET /v1/sessions`. */
export async function listSessions(
  connection: Connection,
  parameters: Readonly<Record<string, string>>,
  pageToken: string,
  signal: AbortSignal,
): Promise<ListSessionsResponse> {
  const query = withTenant(connection, { ...parameters, ...(pageToken !== "" && { page_token: pageToken }) });
  return listSessionsResponseFromJsonString(await send(connection, `/v1/sessions${query}`, { signal }));
}

/** Events that were read, and where to read on. */
export interface EventsRead {
  readonly events: readonly Event[];
  /** Number of all events that match, those before the page token included. */
  readonly totalCount: number;
  /** Empty once all are read. */
  readonly nextPageToken: string;
}

/** Reads events page by page, until there are no more or at least `maxEvents`, and reports how many there are so far. */
export async function readEvents(
  connection: Connection,
  query: Omit<EventsQuery, "pageSize">,
  maxEvents: number,
  onProgress: (read: number, total: number) => void,
  signal: AbortSignal,
): Promise<EventsRead> {
  const events: Event[] = [];
  let pageToken = query.pageToken ?? "";
  for (;;) {
    const page = await queryEvents(connection, { ...query, pageSize: 1000, pageToken }, signal);
    for (const event of page.events) {
      events.push(event);
    }
    const totalCount = Number(page.totalCount);
    onProgress(events.length, totalCount);
    if (!page.hasMore) {
      return { events, totalCount, nextPageToken: "" };
    }
    if (page.nextPageToken === "" || page.nextPageToken === pageToken) {
      throw new ApiError("the server says that there are more events, but not where to read on", 0);
    }
    if (events.length >= maxEvents) {
      return { events, totalCount, nextPageToken: page.nextPageToken };
    }
    pageToken = page.nextPageToken;
  }
}

/** Reads all events of a session in order of time, and reports how many there are so far, and in all. */
export async function readSession(
  connection: Connection,
  sessionId: string,
  onProgress: (read: number, total: number) => void,
  signal: AbortSignal,
): Promise<readonly Event[]> {
  const query = { filter: { session_id: sessionId }, order: "ASC" } as const;
  return (await readEvents(connection, query, Number.POSITIVE_INFINITY, onProgress, signal)).events;
}

/** Reads evidence of a session, in one of the forms that the server writes. */
export function readEvidence(
  connection: Connection,
  sessionId: string,
  accept: "application/x-ndjson" | "text/html",
  signal?: AbortSignal,
): Promise<string> {
  const { tenantId } = connection;
  const json = { session_id: sessionId, ...(tenantId !== "" && { tenant_id: tenantId }) };
  return send(connection, "/v1/audit/evidence", { json, accept, ...(signal && { signal }) });
}

/** The query parameters of a call that names the tenant. */
export function withTenant(connection: Connection, parameters: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    ...(connection.tenantId !== "" && { tenant_id: connection.tenantId }),
    ...parameters,
  });
  return query.size === 0 ? "" : `?${query}`;
}
