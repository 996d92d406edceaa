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
class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    message: string,
    /** HTTP status. 0 if there was no response. */
    readonly status: number,
  ) {
    super(message);
  }
}

/** What the page takes from a server, which must not be able to fill the memory of the browser, or to keep it waiting. */
const limits = { maxBytes: 256 * 1024 * 1024, maxMinutes: 5, maxEvents: 250_000, maxPages: 2500 } as const;

/**
 * Sends a request. Rejects with an `ApiError` that says what the server said, or in what its response is not the one that
 * was asked for: of another type, a redirect, too long, late, or cut off.
 */
export async function send(
  connection: Connection,
  path: string,
  { json, accept = "application/json", signal }: { json?: unknown; accept?: string; signal?: AbortSignal } = {},
): Promise<string> {
  const { baseUrl } = connection;
  const late = AbortSignal.timeout(limits.maxMinutes * 60_000);
  const explain = (problem: string) => {
    signal?.throwIfAborted();
    return new ApiError(
      late.aborted ? `no complete response from ${baseUrl} within ${limits.maxMinutes} minutes` : problem,
      0,
    );
  };
  let response: Response;
  try {
    response = await fetch(`${baseUrl}${path}`, {
      method: json === undefined ? "GET" : "POST",
      // Only the server that the user chose is asked, and gets the key.
      redirect: "manual",
      headers: {
        ...headersOf(connection, accept),
        ...(json !== undefined && { "content-type": "application/json" }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
    });
  } catch (error) {
    const hint = "A page that a server serves may read from that server only, and others must allow its origin.";
    throw explain(`no response from ${baseUrl}: ${(error as Error).message}. ${hint}`);
  }
  if (response.type === "opaqueredirect") {
    throw new ApiError(`${baseUrl} redirects to another address: enter that one if you trust it`, 0);
  }
  let text: string;
  try {
    text = await readText(response);
  } catch (error) {
    throw explain(`the response of ${baseUrl} to ${path.split("?", 1)[0]} cannot be read: ${(error as Error).message}`);
  }
  if (!response.ok) {
    throw new ApiError(readProblem(text) ?? `the server answered with HTTP ${response.status}`, response.status);
  }
  const type = response.headers.get("content-type") ?? "no type";
  if (!type.startsWith(accept)) {
    throw new ApiError(`expected ${accept} from ${baseUrl}, got ${type}: is this the address of the server?`, 0);
  }
  return text;
}

/** Returns what a server asks for that a connection does not have, if that is why it refused a request. */
export function findMissing({ key, tenantId }: Connection, error: unknown): "key" | "tenant" | undefined {
  const { status, message } = error as ApiError;
  if (status === 401 && key === "") {
    return "key";
  }
  return status === 400 && tenantId === "" && message.startsWith("tenant_id:") ? "tenant" : undefined;
}

/** The headers of every request: what the page accepts, and the key of its user, if there is one. */
export function headersOf({ key }: Connection, accept: string): Record<string, string> {
  return { accept, ...(key !== "" && { authorization: `Bearer ${key}` }) };
}

/** Reads the body of a response, as far as a page can hold it. */
async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const texts: string[] = [];
  const reader = response.body?.getReader();
  let bytes = 0;
  for (let read = await reader?.read(); read !== undefined && !read.done; read = await reader?.read()) {
    bytes += read.value.length;
    if (bytes > limits.maxBytes) {
      await reader?.cancel();
      throw new Error(`expected at most ${limits.maxBytes} bytes, got more`);
    }
    texts.push(decoder.decode(read.value, { stream: true }));
  }
  return `${texts.join("")}${decoder.decode()}`;
}

function readProblem(text: string): string | undefined {
  try {
    const { detail, title } = JSON.parse(text) as { detail?: unknown; title?: unknown };
    return [detail, title].find((said) => typeof said === "string" && said !== "") as string | undefined;
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
  const checkPage = createPageCheck();
  let pageToken = query.pageToken ?? "";
  for (;;) {
    const page = await queryEvents(connection, { ...query, pageSize: 1000, pageToken }, signal);
    for (const event of page.events) {
      events.push(event);
    }
    const totalCount = Number(page.totalCount);
    onProgress(events.length, totalCount);
    checkPage(page, events.length);
    if (!page.hasMore || events.length >= maxEvents) {
      return { events, totalCount, nextPageToken: page.hasMore ? page.nextPageToken : "" };
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

/** Returns a check of each page of a list, which throws before a server lets its caller read forever. */
function createPageCheck(): (page: QueryResponse, read: number) => void {
  const tokens = new Set<string>();
  return ({ hasMore, nextPageToken }, read) => {
    if (hasMore && (nextPageToken === "" || tokens.has(nextPageToken))) {
      throw new ApiError("the server says that there are more events, but not where to read on", 0);
    }
    tokens.add(nextPageToken);
    if (read > limits.maxEvents || tokens.size > limits.maxPages) {
      const most = `${limits.maxEvents} events on ${limits.maxPages} pages`;
      throw new ApiError(`expected at most ${most}, got ${read} on ${tokens.size}, and there are more`, 0);
    }
  };
}

/** The query parameters of a call that names the tenant. */
export function withTenant(connection: Connection, parameters: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    ...(connection.tenantId !== "" && { tenant_id: connection.tenantId }),
    ...parameters,
  });
  return query.size === 0 ? "" : `?${query}`;
}
