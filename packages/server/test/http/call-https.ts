// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { request as sendHttps } from "node:https";

/**
 * Sends a request over HTTPS with HTTP/1.1, as a POST if there is a JSON body. Trusts only the given certificate.
 * Resolves with the status of the response.
 */
export async function callHttps(url: string, { ca, body }: { ca: string; body?: string }): Promise<number> {
  const headers = { "content-type": "application/json" };
  const post = body === undefined ? {} : { method: "POST", headers };
  const request = sendHttps(url, { ...post, ca, agent: false }).end(body);
  const [response] = await once(request, "response");
  response.resume();
  return response.statusCode;
}
