// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { copyFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { openStore } from "@chaukas/server";
import { expect, it, onTestFinished } from "vitest";
import { HealthCheckResponse_ServingStatus as ServingStatus } from "../../src/gen/health/v1/health_pb.js";
import { makeNewEvent } from "../events/make-new-event.js";
import { makeStorePath } from "../events/make-store-path.js";
import { readEventIds } from "../events/read-event-ids.js";
import { readHealth } from "../http/read-health.ts";
import { sendEvent } from "../served/send-event.js";
import { startTestServer } from "../served/start-test-server.js";

it("acknowledges and reads nothing while a file of its database is missing or replaced, and health reports it", async () => {
  const store = makeStorePath();
  const server = await startTestServer({ store });
  const acknowledged: string[] = [];
  const send = async (eventId: string) => {
    const response = await sendEvent(server.url, eventId);
    if (response.status === 202) {
      acknowledged.push(eventId);
    }
    return response;
  };
  const losses = [
    [store, "", "was removed or moved"],
    [store, "a copy", "was replaced"],
    [store, "an empty file", "was replaced"],
    [`${store}-wal`, "", "was removed or moved"],
    [`${store}-shm`, "", "was removed or moved"],
    [dirname(store), "", "was removed or moved"],
  ] as const;
  for (const [index, [path, replacement, problem]] of losses.entries()) {
    expect((await send(`before-${index}`)).status).toBe(202);
    renameSync(path, `${path}.lost`);
    if (replacement === "a copy") {
      copyFileSync(`${path}.lost`, path);
    } else if (replacement !== "") {
      writeFileSync(path, "");
    }
    const refused = await send(`lost-${index}`);
    expect([refused.status, refused.headers.get("retry-after")], path).toEqual([503, "1"]);
    expect(await readHealth(server.url)).toEqual([503, ServingStatus.NOT_SERVING]);
    // SQLite would answer from what it still has open, which may lack acknowledged events.
    await expect(readEventIds(server.url)).rejects.toThrow("got 503");
    expect(server.log.at(-1)).toContain(`database ${store}: ${path === dirname(store) ? store : path} ${problem}`);
    renameSync(`${path}.lost`, path);
    expect(await readHealth(server.url)).toEqual([200, ServingStatus.SERVING]);
  }
  await server.kill();
  expect(await readEventIds((await startTestServer({ store })).url)).toEqual(acknowledged);
  expect(acknowledged).toHaveLength(losses.length);
});

it("reads no database that has taken the place of its own before a thread was started", async () => {
  const path = makeStorePath();
  const store = await openStore(path);
  onTestFinished(() => store.close());
  await store.append([makeNewEvent()]);
  renameSync(path, `${path}.lost`);
  copyFileSync(`${path}.lost`, path);
  // The threads that answer queries start with the first one.
  await expect(store.findPage({ filter: { tenantId: "acme" }, order: "ascending", limit: 1 })).rejects.toMatchObject({
    code: "unavailable",
    message: `database ${path}: ${path} was replaced while it was open`,
  });
});
