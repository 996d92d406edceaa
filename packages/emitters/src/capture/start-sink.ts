// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { type LoopbackServer, serveHttp1 } from "@chaukas/testdata";

/** A request as an emitter sent it. */
export interface SunkRequest {
  readonly path: string;
  readonly contentType: string;
  /** Absent if the body is not compressed. */
  readonly contentEncoding?: string;
  readonly userAgent: string;
  readonly body: Buffer;
}

/** A server that accepts and keeps whatever an emitter posts. */
export interface Sink extends LoopbackServer {
  /** Requests in the order in which they were complete. */
  readonly requests: readonly SunkRequest[];
}

/**
 * Starts a sink on the given port, or on a free one. It answers every request as OTLP/HTTP does when it accepts everything:
 * with an empty message.
 */
export async function startSink(port = 0): Promise<Sink> {
  const requests: SunkRequest[] = [];
  const server = await serveHttp1((request, response) => {
    readRequest(request).then(
      (read) => {
        requests.push(read);
        response.setHeader("content-type", read.contentType);
        response.end(read.contentType.includes("json") ? "{}" : "");
      },
      () => response.destroy(),
    );
  }, port);
  return { ...server, requests };
}

async function readRequest(request: IncomingMessage): Promise<SunkRequest> {
  const {
    "content-type": contentType = "",
    "content-encoding": encoding,
    "user-agent": userAgent = "",
  } = request.headers;
  return {
    path: request.url ?? "",
    contentType,
    ...(encoding !== undefined && { contentEncoding: encoding }),
    userAgent,
    body: await buffer(request),
  };
}
