// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Agent, request as startRequest } from "node:http";
import type { PlainAnswer, PlainRequest } from "./plain-http.ts";

/** Sends a request over an HTTP/1.1 connection. Rejects if there is no complete response. */
export function sendRequest(
  { method, path, headers, body }: PlainRequest,
  { port, agent }: { readonly port: number; readonly agent: Agent },
): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined || headers["transfer-encoding"] ? {} : { "content-length": body.length };
    const options = { host: "127.0.0.1", port, agent, method, path, headers: { ...headers, ...length } };
    const request = startRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          trailers: response.trailers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}
