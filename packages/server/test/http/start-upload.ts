// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { makeEvent } from "../events/make-event.js";

/** A request whose body has been sent in part. */
export interface Upload {
  /** Sends the rest, and resolves with the status of the response. */
  finish(): Promise<number>;
}

/** Sends the start of an event, and resolves once the server is processing the request. */
export async function startUpload(url: string, eventId: string, ca?: string): Promise<Upload> {
  const body = eventToJsonString(makeEvent({ eventId }));
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    expect: "100-continue",
  };
  const options = { method: "POST", headers, agent: false };
  const request =
    ca === undefined ? requestHttp(`${url}/v1/events`, options) : requestHttps(`${url}/v1/events`, { ...options, ca });
  request.flushHeaders();
  await once(request, "continue");
  // The server may be stopped during the request.
  request.on("error", () => {});
  request.write(body.slice(0, 10));
  return {
    async finish() {
      request.end(body.slice(10));
      const [response] = await once(request, "response");
      response.resume();
      return response.statusCode;
    },
  };
}
