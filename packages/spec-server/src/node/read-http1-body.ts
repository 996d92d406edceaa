// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerResponse } from "node:http2";

/**
 * The body of a request over HTTP/1.1. What is left of it when the call is answered is read and thrown away, since a
 * client may not look at the answer before it has sent everything. The time limits of the server bound that.
 */
export function readHttp1Body(
  request: IncomingMessage,
  response: ServerResponse | Http2ServerResponse,
): AsyncIterable<Uint8Array> {
  response.once("finish", () => request.resume());
  // Iterating over the request itself would destroy it when the iteration ends early, and leave the rest on the line.
  return { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) };
}
