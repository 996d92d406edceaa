// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";

/**
 * The body of a request. What is left of it when the call is answered is read and thrown away: over HTTP/1.1 a client
 * may not look at the answer before it has sent everything, and over HTTP/2 a stream is not over before its end was
 * read. The time limits of the server bound that.
 */
export function readNodeBody(
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
): AsyncIterable<Uint8Array> {
  response.once("finish", () => request.resume());
  // Iterating over the request itself would destroy it when the iteration ends early, and leave the rest on the line.
  return { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) };
}
