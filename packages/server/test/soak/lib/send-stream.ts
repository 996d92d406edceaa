// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IncomingHttpHeaders } from "node:http";
import { type ClientHttp2Session, constants } from "node:http2";
import type { PlainAnswer, PlainRequest } from "./plain-http.ts";

/** Sends a request over an HTTP/2 session. Rejects if there is no complete response. */
export function sendStream(
  { method, path, headers, body }: PlainRequest,
  session: ClientHttp2Session,
): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ...headers, ":method": method, ":path": path }, { endStream: body === undefined });
    const chunks: Buffer[] = [];
    let head: IncomingHttpHeaders & { ":status"?: number | undefined } = {};
    let trailers: IncomingHttpHeaders = {};
    stream.on("response", (received) => {
      head = received;
    });
    stream.on("trailers", (received) => {
      trailers = received;
    });
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("error", (error) => {
      // A complete response is valid even if the server then refuses the rest of the request.
      if (head[":status"] === undefined || stream.rstCode !== constants.NGHTTP2_NO_ERROR) {
        reject(error);
      }
    });
    stream.on("close", () => {
      const status = head[":status"];
      status === undefined
        ? reject(new Error(`stream: expected a response, got code ${stream.rstCode}`))
        : resolve({ status, headers: head, trailers, body: Buffer.concat(chunks) });
    });
    if (body !== undefined) {
      stream.end(body);
    }
  });
}
