// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { startServer } from "@chaukas/server";
import pg from "pg";
import { expect, it } from "vitest";
import { HealthCheckResponse_ServingStatus as ServingStatus } from "../../src/gen/health/v1/health_pb.js";
import { readEventIds } from "../events/read-event-ids.js";
import { readHealth } from "../http/read-health.ts";
import { startPostgres } from "../postgres/start-postgres.js";
import { sendEvent } from "../served/send-event.js";

it("answers 503 while another session locks the table of events, health reports it, and it continues afterwards", async () => {
  const postgres = await startPostgres();
  const store = await postgres.createDatabase();
  const server = await startServer({ port: 0, store, defaultTenant: "acme", maxQueryMs: 200, logLevel: "silent" });
  const session = new pg.Client({ connectionString: store });
  try {
    expect((await sendEvent(server.url, "event-1")).status).toBe(202);
    await session.connect();
    await session.query("begin; lock table chaukas.events in access exclusive mode");
    const body = JSON.stringify({ filter: { tenant_id: "acme" } });
    const headers = { "content-type": "application/json" };
    const refused = await fetch(`${server.url}/v1/query`, { method: "POST", headers, body });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(await readHealth(server.url)).toEqual([503, ServingStatus.NOT_SERVING]);
    await session.query("rollback");
    expect(await readHealth(server.url)).toEqual([200, ServingStatus.SERVING]);
    expect(await readEventIds(server.url)).toEqual(["event-1"]);
  } finally {
    await session.end();
    await server.close();
    await postgres.stop();
  }
}, 120_000);
