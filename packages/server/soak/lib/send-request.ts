// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request as startRequest } from "node:http";
import { type ClientHttp2Session, constants } from "node:http2";

/** A request of HTTP, as its bytes go over the wire. */
export interface PlainRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: Uint8Array;
}

/** What came back. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly trailers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends a request over a connection of HTTP/1.1. Rejects when no answer comes, or not a whole one. */
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

/** Sends a request over a session of HTTP/2. Rejects when no answer comes, or not a whole one. */
export function sendRequest2(
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
      // An answer that came whole stands, though the server then refuses the rest of the request.
      if (head[":status"] === undefined || stream.rstCode !== constants.NGHTTP2_NO_ERROR) {
        reject(error);
      }
    });
    stream.on("close", () => {
      const status = head[":status"];
      status === undefined
        ? reject(new Error(`stream: expected an answer, got code ${stream.rstCode}`))
        : resolve({ status, headers: head, trailers, body: Buffer.concat(chunks) });
    });
    if (body !== undefined) {
      stream.end(body);
    }
  });
}
