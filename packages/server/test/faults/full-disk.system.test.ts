// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, it } from "vitest";
import { makeEvent } from "../events/make-event.js";
import { makeStorePath } from "../events/make-store-path.js";
import { readEventIds } from "../events/read-event-ids.js";
import { connectClients } from "../http/connect-clients.ts";
import { sendEvent } from "../served/send-event.js";
import { startTestServer } from "../served/start-test-server.js";

const hasPrlimit = spawnSync("prlimit", ["--version"]).error === undefined;
const largestBlocks = 2048;
const blockBytes = 1024;
/** Limits the size of files, and ignores the signal that would end the process, so that writes fail. */
const prelude = `trap '' XFSZ; ulimit -S -f ${largestBlocks}`;

it("answers unavailable when its disk is full, loses nothing, and continues once there is room", async () => {
  const store = makeStorePath();
  const server = await startTestServer({ store, prelude });
  const acknowledged: string[] = [];
  const fill = async (text: string): Promise<Response> => {
    for (;;) {
      const eventId = `event-${String(acknowledged.length).padStart(4, "0")}`;
      const response = await sendEvent(server.url, eventId, text);
      if (response.status !== 202) {
        return response;
      }
      acknowledged.push(eventId);
    }
  };
  const refusal = await fill("z ".repeat(8000));
  expect(acknowledged.length).toBeGreaterThan(10);
  expect(refusal.status).toBe(503);
  expect(refusal.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(await refusal.json()).toMatchObject({
    status: 503,
    title: "Service Unavailable",
    detail: "store: temporarily unavailable; try again",
  });
  // At once, although there is still room for small writes.
  expect((await fetch(`${server.url}/healthz`)).status).toBe(503);
  const clients = connectClients(server.url);
  const large = makeEvent({ eventId: "over-grpc", metadata: { text: "x".repeat(20_000) } });
  await expect(clients.grpc.ingestEvent({ event: large }).catch(ConnectError.from)).resolves.toMatchObject({
    code: Code.Unavailable,
  });
  clients.close();
  // The little room that is left takes small events, and then not even those.
  expect((await fill("")).status).toBe(503);
  await expect.poll(async () => (await fetch(`${server.url}/healthz`)).status).toBe(503);
  // Reads need no room.
  expect(await readEventIds(server.url)).toEqual(acknowledged);
  expect(server.isAlive()).toBe(true);
  expect(existsSync(store) && statSync(store).size).toBeLessThanOrEqual(largestBlocks * blockBytes);
  if (hasPrlimit) {
    // Gives it room while it runs. Health recovers without an event.
    execFileSync("prlimit", ["--pid", `${server.pid}`, "--fsize=unlimited"]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await sendEvent(server.url, "event-9998")).status).toBe(202);
    acknowledged.push("event-9998");
  }
  expect(await server.stop()).toBe(0);

  const roomy = await startTestServer({ store });
  expect(await readEventIds(roomy.url)).toEqual(acknowledged);
  expect((await sendEvent(roomy.url, "event-9999")).status).toBe(202);
  expect(await readEventIds(roomy.url)).toEqual([...acknowledged, "event-9999"]);
}, 180_000);
