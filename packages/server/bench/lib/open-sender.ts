// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request as startRequest } from "node:http";
import { connect } from "node:http2";

/** A connection to a server that posts one body after the other. */
export interface Sender {
  post(path: string, headers: OutgoingHttpHeaders, body: Buffer): Promise<Answer>;
  close(): void;
}

/** Response to a post. */
export interface Answer {
  readonly body: Buffer;
  readonly trailers: IncomingHttpHeaders;
}

/** Connects over HTTP/1.1 or, without TLS, HTTP/2. */
export function openSender(port: number, http: 1 | 2): Promise<Sender> {
  return http === 1 ? openHttp1(port) : openHttp2(port);
}

async function openHttp1(port: number): Promise<Sender> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async post(path, headers, body) {
      const sized = { ...headers, "content-length": body.length };
      const request = startRequest({ host: "127.0.0.1", port, agent, method: "POST", path, headers: sized });
      request.end(body);
      const [response] = await once(request, "response");
      const chunks = await response.toArray();
      return { body: Buffer.concat(chunks), trailers: response.trailers };
    },
    close: () => agent.destroy(),
  };
}

async function openHttp2(port: number): Promise<Sender> {
  const session = connect(`http://127.0.0.1:${port}`);
  await once(session, "remoteSettings");
  return {
    async post(path, headers, body) {
      const stream = session.request({ ...headers, ":method": "POST", ":path": path });
      let trailers: IncomingHttpHeaders = {};
      stream.on("trailers", (received) => {
        trailers = received;
      });
      stream.end(body);
      return { body: Buffer.concat(await stream.toArray()), trailers };
    },
    close: () => session.close(),
  };
}
