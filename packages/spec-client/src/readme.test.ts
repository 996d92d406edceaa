// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RequestListener } from "node:http";
import { join } from "node:path";
import { ChaukasClientService } from "@chaukas/spec-client";
import type { Event } from "@chaukas/spec-common";
import { serveHttp1, serveHttp2 } from "@chaukas/testdata";
import { runReadme } from "@chaukas/testdata/readme";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { expect, it, onTestFinished, vi } from "vitest";

const apiKey = "dev-key-acme";

/** The server that the snippets call. It keeps events in a list, and requires the key. */
function routes(router: ConnectRouter): void {
  const events: Event[] = [];
  router.service(ChaukasClientService, {
    getCapabilities: () => ({ capabilities: { maxBatchSize: 1000 } }),
    ingestEvent: ({ event }, { requestHeader }) => {
      if (event === undefined || event.tenantId === "") {
        throw new ConnectError("tenant_id: value is required", Code.InvalidArgument);
      }
      if (requestHeader.get("authorization") !== `Bearer ${apiKey}`) {
        throw new ConnectError("expected the key of the tenant", Code.Unauthenticated);
      }
      events.push(event);
      return { eventId: event.eventId, status: "accepted" };
    },
    ingestEventBatch: ({ eventBatch }) => ({ acceptedCount: eventBatch?.events.length ?? 0 }),
    queryEvents: ({ query }) => ({
      response: { events: events.filter((event) => event.sessionId === query?.filter?.sessionId) },
    }),
  });
}

it("has a README whose snippets compile, run and print the output shown", { timeout: 120_000 }, async () => {
  const adapter = connectNodeAdapter({ routes });
  const http1 = await serveHttp1(adapter as RequestListener);
  const http2 = await serveHttp2(adapter);
  vi.stubEnv("CHAUKAS_API_KEY", apiKey);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await http1.close();
    await http2.close();
  });
  const replace = { "https://audit.example.com": http1.url, "http://127.0.0.1:50051": http2.url };
  expect(await runReadme(join(import.meta.dirname, "../README.md"), { replace })).toBe(4);
});
