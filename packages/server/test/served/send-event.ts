// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { eventToJsonString } from "@chaukas/spec-common/json";
import { makeEvent } from "../events/make-event.js";

/** Sends an event with text in its metadata over REST, and returns the response. */
export async function sendEvent(url: string, eventId: string, text = ""): Promise<Response> {
  const body = eventToJsonString(makeEvent({ eventId, metadata: { text } }));
  return fetch(`${url}/v1/events`, { method: "POST", headers: { "content-type": "application/json" }, body });
}
