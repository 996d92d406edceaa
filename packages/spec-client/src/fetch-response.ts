// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import { networkFailure } from "./network-failure.js";

/**
 * A `fetch` that returns the complete response or throws a `ConnectError`: `unavailable` if the server cannot be
 * reached or the connection breaks midway. Runtimes throw errors with different types and messages in these cases. They
 * are converted here, where no other code can throw, so they are not confused with bugs in the program.
 *
 * @internal
 */
export async function fetchResponse(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const response = await fetchWithoutRedirects(input, init);
    // No method of the service streams, so the response can be read completely before Connect reads it.
    const body = await response.arrayBuffer();
    const complete = new Response(body.byteLength === 0 ? null : body, response);
    if (response.status === 413 && !/"code"\s*:\s*"[a-z_]+"/.test(new TextDecoder().decode(body))) {
      // Without its type, Connect does not take the JSON of a proxy for an error of the server, but uses the status.
      complete.headers.delete("content-type");
    }
    return complete;
  } catch (reason) {
    throw networkFailure(reason);
  }
}

/**
 * A `fetch` that throws if the server responds with a redirect, so that a call and its key are only sent to the
 * configured address.
 *
 * Connect requests this with `redirect: "error"`, which workerd does not support. The result of `"manual"` can be
 * recognized in every runtime and, unlike a network failure, is not retried.
 */
async function fetchWithoutRedirects(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: "manual" });
  // Browsers hide the status and the location of a redirect.
  if (response.type === "opaqueredirect" || redirectStatuses.has(response.status)) {
    const location = response.headers.get("location") ?? "another address";
    throw new ConnectError(`expected a response, got a redirect to ${location}; check baseUrl`, Code.Unknown);
  }
  return response;
}

/** Statuses of a redirect (Fetch standard, section 2.2.3). */
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
