// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary, toBinary, toJsonString } from "@bufbuild/protobuf";
import { QueryEventsRequestSchema, QueryEventsResponseSchema } from "@chaukas/spec-server";
import type { Oracle, ReadEvent } from "./start-oracle.ts";

/** A form in which the server shows events. */
type PageForm = "binary" | "protojson" | "public";

/** Forms in which the server shows events. */
export const pageForms: readonly PageForm[] = ["binary", "protojson", "public"];

/** Reads all events that a key can see, page by page in one of the forms, and has an independent reader read them. */
export async function readStoredPages(url: string, key: string, form: PageForm, oracle: Oracle): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  let pageToken = "";
  do {
    const body = await fetchPage(url, key, form, pageToken);
    const answer = await oracle.read({ form, call: "stored", tenant: "", body });
    if (answer.events === undefined) {
      throw new Error(`page in ${form}: expected events, got bytes that fail with ${answer.error}`);
    }
    events.push(...answer.events);
    pageToken = nextToken(form, body);
  } while (pageToken !== "");
  return events;
}

async function fetchPage(url: string, key: string, form: PageForm, pageToken: string): Promise<Uint8Array> {
  const request = create(QueryEventsRequestSchema, { query: { pageSize: 500, pageToken } });
  const connect = "/chaukas.spec.server.v1.ChaukasServerService/QueryEvents";
  const [path, type, body] = {
    binary: [connect, "application/proto", toBinary(QueryEventsRequestSchema, request)] as const,
    protojson: [connect, "application/json", toJsonString(QueryEventsRequestSchema, request)] as const,
    public: ["/v1/query", "application/json", JSON.stringify({ page_size: 500, page_token: pageToken })] as const,
  }[form];
  const headers = { "content-type": type, authorization: `Bearer ${key}` };
  const response = await fetch(`${url}${path}`, { method: "POST", headers, body: body as BodyInit });
  if (!response.ok) {
    throw new Error(`page in ${form}: expected status 200, got ${response.status}: ${await response.text()}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

function nextToken(form: PageForm, body: Uint8Array): string {
  if (form === "binary") {
    return fromBinary(QueryEventsResponseSchema, body).response?.nextPageToken ?? "";
  }
  const text = new TextDecoder().decode(body);
  return form === "public"
    ? ((JSON.parse(text) as { next_page_token?: string }).next_page_token ?? "")
    : ((JSON.parse(text) as { response?: { nextPageToken?: string } }).response?.nextPageToken ?? "");
}
