// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { eventToJsonString } from "@chaukas/spec-common/json";
import { makeEvent } from "./make-event.js";

/** Sends an event, with a text in its metadata, over REST and returns the answer. */
export async function sendEvent(url: string, eventId: string, text = ""): Promise<Response> {
  const body = eventToJsonString(makeEvent({ eventId, metadata: { text } }));
  return fetch(`${url}/v1/events`, { method: "POST", headers: { "content-type": "application/json" }, body });
}

/** Reads the identifiers of all events of the default tenant, oldest first. */
export async function readEventIds(url: string): Promise<string[]> {
  const ids: string[] = [];
  for (let token: string | undefined = ""; token !== undefined; ) {
    const body = JSON.stringify({ page_size: 1000, order_by_time: "ASC", page_token: token });
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/v1/query`, { method: "POST", headers, body });
    const page = (await response.json()) as { events?: { event_id: string }[]; next_page_token?: string };
    ids.push(...(page.events ?? []).map(({ event_id }) => event_id));
    token = page.next_page_token || undefined;
  }
  return ids;
}
