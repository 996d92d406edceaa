// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
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

/**
 * `fetch` that fails where a server answers with a redirect, so that a call and its key go to no other
 * address than the one that was given.
 *
 * Connect asks for this with `redirect: "error"`, which workerd refuses. What `"manual"` returns can be told
 * apart in every runtime, and unlike a network failure it is not worth another attempt.
 */
async function fetchWithoutRedirects(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: "manual" });
  // Browsers hide the status and the location of a redirect.
  if (response.type === "opaqueredirect" || redirectStatuses.has(response.status)) {
    const location = response.headers.get("location") ?? "another address";
    throw new ConnectError(`expected an answer, got a redirect to ${location}; check baseUrl`, Code.Unknown);
  }
  return response;
}

/** Statuses of a redirect (Fetch standard, section 2.2.3). */
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
