// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, afterEach, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import { type PostgresServer, startPostgres } from "../../../../test/postgres/start-postgres.js";
import type { EventStore } from "../../contract/event-store.js";
import type { NewEvent } from "../../contract/new-event.js";
import type { LogOptions } from "../../records/log-host.js";
import { openPostgresStore } from "../open-postgres-store.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;
const open: EventStore[] = [];

beforeAll(async () => {
  server = await startPostgres();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
});

afterAll(() => server.stop());

async function openStore(url: string, options: LogOptions): Promise<EventStore> {
  const store = await openPostgresStore(url, options);
  open.push(store);
  return store;
}

function makeUnsealed(): NewEvent {
  const { seal: _, ...added } = makeNewEvent();
  return added;
}

const unsupported = (message: string) => ({ name: "StoreError", code: "unsupported", message });

it("keeps the settings with which the first event was ingested", async () => {
  const url = await server.createDatabase();
  await (await openStore(url, { originHost: "a.example" })).append([makeNewEvent()]);
  const again = await openStore(url, {});
  expect(again.log?.originHost).toBe("a.example");
  const [stored] = await again.readLog("acme", { limit: 1 });
  expect(stored?.event.wormProofId).toBe("a.example/t/acme#0");
  await expect(openStore(url, { originHost: "b.example" })).rejects.toMatchObject(
    unsupported(
      'postgres: its logs have the origin host "a.example", got "b.example"; since they were never signed, `chaukas-server migrate --origin HOST` can change it once',
    ),
  );
  await expect(openStore(url, { integrity: false })).rejects.toMatchObject(
    unsupported(
      "postgres: its events were ingested with integrity on, which can no longer be turned off; open it as it is, or create a new store",
    ),
  );
});

it("changes its host once, on request, if no log was signed", async () => {
  const url = await server.createDatabase();
  await (await openStore(url, { originHost: "a.example" })).append([makeNewEvent()]);
  const changed = await openStore(url, { originHost: "b.example", mayChangeHost: true });
  const [stored] = await changed.readLog("acme", { limit: 1 });
  expect(stored?.event.wormProofId).toBe("b.example/t/acme#0");
  const final = unsupported(
    'postgres: its logs have the origin host "b.example", which never changes, got "a.example"; open it as it is, or create a new store',
  );
  await expect(openStore(url, { originHost: "a.example", mayChangeHost: true })).rejects.toMatchObject(final);
});

it("refuses calls of a server that still has the former host, and signs nothing under it", async () => {
  const url = await server.createDatabase();
  const before = await openStore(url, { originHost: "a.example" });
  await before.append([makeNewEvent()]);
  await before.readLog("acme", { limit: 1 });
  const after = await openStore(url, { originHost: "b.example", mayChangeHost: true });
  const refused = unsupported(
    'postgres: the origin host of its logs was changed from "a.example" to "b.example" while this server runs; restart it',
  );
  const checkpoint = { size: 1, root: new Uint8Array(32), note: "a.example/t/acme\n1\n\n", signedMs: 1 };
  await expect(before.check()).rejects.toMatchObject(refused);
  await expect(before.log?.saveCheckpoint("acme", checkpoint)).rejects.toMatchObject(refused);
  expect(await server.query("select from chaukas.checkpoints", url)).toEqual([]);
  const now = performance.now() + 1_001;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
  onTestFinished(() => clock.mockRestore());
  await expect(before.readLog("acme", { limit: 1 })).rejects.toMatchObject(refused);
  await expect(before.append([makeNewEvent()])).rejects.toMatchObject(refused);
  expect(await after.append([makeNewEvent()])).toEqual([{ status: "accepted" }]);
  await after.check();
});

it("never changes its host after a checkpoint", async () => {
  const url = await server.createDatabase();
  const store = await openStore(url, { originHost: "b.example" });
  await store.append([makeNewEvent()]);
  const root = new Uint8Array(32);
  await store.log?.saveCheckpoint("acme", { size: 1, root, note: "b.example/t/acme\n1\n\n", signedMs: 1 });
  const final = unsupported(
    'postgres: its logs have the origin host "b.example", which never changes, got "a.example"; open it as it is, or create a new store',
  );
  await expect(openStore(url, { originHost: "a.example", mayChangeHost: true })).rejects.toMatchObject(final);
});

it("does not settle on a host before the first event", async () => {
  const url = await server.createDatabase();
  expect((await openStore(url, { originHost: "a.example" })).log?.originHost).toBe("a.example");
  expect((await openStore(url, { integrity: false })).log).toBeUndefined();
  expect((await openStore(url, { originHost: "b.example" })).log?.originHost).toBe("b.example");
});

it("keeps no log if integrity is turned off, nor when it is opened again", async () => {
  const url = await server.createDatabase();
  const store = await openStore(url, { integrity: false });
  expect(await store.append([makeUnsealed(), makeUnsealed()])).toEqual([
    { status: "accepted" },
    { status: "accepted" },
  ]);
  const again = await openStore(url, {});
  expect(again.log).toBeUndefined();
  await again.append([makeUnsealed()]);
  const [, , third] = await again.readLog("acme", { limit: 3 });
  expect(third?.event).toMatchObject({ contentHash: "", hashPrev: "", wormProofId: "" });
  await expect(openStore(url, { integrity: true })).rejects.toMatchObject(
    unsupported(
      "postgres: its events were ingested with integrity off, which can no longer be turned on; open it as it is, or create a new store",
    ),
  );
});

it("rejects events without a seal if it keeps a log, and drops seals if it keeps none", async () => {
  const url = await server.createDatabase();
  const unsealed = makeUnsealed();
  await expect((await openStore(url, {})).append([unsealed])).rejects.toThrow(
    new TypeError(`event "${unsealed.event.eventId}": expected a seal, since the store keeps a log`),
  );
  await (await openStore(url, { integrity: false })).append([makeNewEvent()]);
  expect(await server.query("select commit, salt_key from chaukas.events", url)).toEqual([
    { commit: null, salt_key: null },
  ]);
});

it("refuses to start a log for a tenant that has events without one", async () => {
  const url = await server.createDatabase();
  const store = await openStore(url, {});
  await store.append([makeNewEvent({ tenantId: "with" })]);
  await server.query("insert into chaukas.heads values ('without', 1)", url);
  await expect(store.append([makeNewEvent({ tenantId: "without" })])).rejects.toMatchObject(
    unsupported('tenant "without": expected events without a seal, like its stored events; open the store as it is'),
  );
});

it("never lets two servers with different hosts write to one database, however they race", async () => {
  const url = await server.createDatabase();
  const stores = await Promise.all(
    ["a.example", "b.example", "a.example", "b.example"].map((originHost) => openStore(url, { originHost })),
  );
  const results = await Promise.allSettled(stores.map((store) => store.append([makeNewEvent()])));
  const hosts = stores.flatMap(({ log }, index) =>
    results[index]?.status === "fulfilled" ? [log?.originHost as string] : [],
  );
  expect([hosts.length, new Set(hosts).size]).toEqual([2, 1]);
  const refused = stores.find((_, index) => results[index]?.status === "rejected");
  await expect(refused?.readLog("acme", { limit: 1 })).rejects.toMatchObject({
    code: "unsupported",
    message: expect.stringContaining(`its logs have the origin host "${hosts[0]}", which never changes`),
  });
  expect((await server.query("select count(*)::int as n from chaukas.events", url))[0]).toEqual({ n: 2 });
});
