// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "@chaukas/server";
import { createChaukasClient } from "@chaukas/spec-client";
import type { Event } from "@chaukas/spec-common";

/** A Chaukas server for a test, on a new store, behind a proxy that can be made to fail. */
export interface EventServer {
  /** URL of the proxy. */
  readonly url: string;
  /** What the proxy does with the next requests. Default: it passes them on. */
  fault: ProxyFault;
  /** Number of requests that the proxy received. */
  requests: number;
  /** Returns all events, oldest first. */
  events(): Promise<Event[]>;
  close(): Promise<void>;
}

/**
 * `down` resets connections, `hang` does not answer, `lose-response` passes requests on and resets the connection instead of the response, and a
 * number is answered as this status, with `Retry-After: 0`.
 */
type ProxyFault = "none" | "down" | "hang" | "lose-response" | number;

/** Starts a server and a proxy in front of it. */
export async function serveEvents(): Promise<EventServer> {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-sdk-"));
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const server = await startServer({ port: 0, store: join(folder, "events.db") }, { logger: logger as never });
  const client = createChaukasClient({ baseUrl: server.url });
  const proxy = createServer((incoming, response) => {
    const { fault } = events;
    events.requests++;
    if (fault === "down") {
      incoming.socket.destroy();
      return;
    }
    if (fault === "hang") {
      incoming.resume();
      return;
    }
    if (typeof fault === "number") {
      incoming.resume();
      response.writeHead(fault, { "retry-after": "0" }).end();
      return;
    }
    const { method, headers, url = "" } = incoming;
    const outgoing = request(new URL(url, server.url), { method, headers }, (answer) => {
      if (fault === "lose-response") {
        answer.resume().on("end", () => incoming.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    outgoing.on("error", () => incoming.socket.destroy());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const events: EventServer = {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    fault: "none",
    requests: 0,
    async events() {
      const found: Event[] = [];
      let pageToken = "";
      do {
        const query = { filter: { tenantId: "acme" }, pageSize: 1000, pageToken };
        const { response } = await client.queryEvents({ query });
        found.push(...(response?.events ?? []));
        pageToken = response?.nextPageToken ?? "";
      } while (pageToken !== "");
      return found.reverse();
    },
    async close() {
      await closeServer(proxy);
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
  return events;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
