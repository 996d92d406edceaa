// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fetchWithoutRedirects } from "./fetch-without-redirects.js";
import { networkFailure } from "./network-failure.js";

/**
 * `fetch` that gives a whole answer or fails with a `ConnectError`: `unavailable` when the server cannot be
 * reached or the connection breaks midway. Runtimes throw errors of different types and texts for both, so
 * they are told apart from a fault in the program here, where nothing else can go wrong.
 *
 * @internal
 */
export async function fetchAnswer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const response = await fetchWithoutRedirects(input, init);
    // No call of the service streams, so nothing is lost by reading to the end before Connect does.
    const body = await response.arrayBuffer();
    return new Response(body.byteLength === 0 ? null : body, response);
  } catch (reason) {
    throw networkFailure(reason);
  }
}
