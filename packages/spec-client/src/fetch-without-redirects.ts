// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";

/**
 * `fetch` that fails where a server answers with a redirect, so that a call and its key go to no other
 * address than the one that was given.
 *
 * Connect asks for this with `redirect: "error"`, which workerd refuses. What `"manual"` returns can be told
 * apart in every runtime, and unlike a network failure it is not worth another attempt.
 *
 * @internal
 */
export async function fetchWithoutRedirects(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
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
