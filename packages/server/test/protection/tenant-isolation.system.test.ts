// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { contentHash } from "@chaukas/spec-integrity";
import { Code, ConnectError } from "@connectrpc/connect";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { typeName } from "../../src/query/count-events.js";
import type { EventFilter, StoredEvent } from "../../src/store/contract/event-store.js";
import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.js";
import { isSameContent } from "../../src/store/records/is-same-content.js";
import { toSearchTerms } from "../../src/store/words/search-terms.js";
import { makeEvent } from "../events/make-event.js";
import { type PostgresServer, startPostgres } from "../postgres/start-postgres.js";
import { protocols, type ServedBackend, serveBackend } from "../served/serve-backend.js";
import { findNaively } from "../suites/find-naively.js";
import { openSqliteHarness } from "../suites/open-sqlite-harness.js";
import { arbitraryIngest, arbitraryKey, arbitraryQuery, tenantCount, type ValueOf } from "./arbitrary-traffic.js";

// Starting PostgreSQL takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

async function openPostgres() {
  const store = await openPostgresStore(await postgres.createDatabase());
  return { store, dispose: () => store.close() };
}

let served: ServedBackend;
afterEach(() => served.close());

type Key = ValueOf<typeof arbitraryKey> & { secret: string };
type Ingest = ValueOf<typeof arbitraryIngest>;
type Query = ValueOf<typeof arbitraryQuery>;

/** A simple model of the server: what should be stored and who may do what, with one list and no regard for speed. */
interface World {
  readonly tenants: readonly string[];
  readonly log: StoredEvent[];
}

/** Returns the event as it should be stored, or undefined if the key does not cover it. */
function ownedBy(key: Key, { tenant, ...fields }: Ingest["events"][number], { tenants }: World): Event | undefined {
  const owner = tenant ?? key.tenant;
  const projectId = fields.projectId === "" && key.projectIds.length === 1 ? key.projectIds[0] : fields.projectId;
  const isCovered =
    owner === key.tenant && (key.projectIds.length === 0 || key.projectIds.includes(projectId as string));
  return isCovered
    ? create(EventSchema, { ...fields, tenantId: tenants[owner] as string, projectId: projectId as string })
    : undefined;
}

function storeNaively(event: Event, { log }: World): boolean {
  const ofTenant = log.filter((stored) => stored.event.tenantId === event.tenantId);
  const known = ofTenant.find((stored) => stored.event.eventId === event.eventId);
  if (known === undefined) {
    log.push({ sequence: ofTenant.length, event });
  }
  return known === undefined || isSameContent(known.event, event);
}

async function ingest({ protocol, events }: Ingest, key: Key, world: World): Promise<void> {
  const client = served.client(protocol, key.secret);
  const sent = events.map(({ tenant, ...fields }) =>
    create(EventSchema, { ...fields, tenantId: tenant === null ? "" : (world.tenants[tenant] as string) }),
  );
  const answer = client.ingestEventBatch({ eventBatch: { events: sent } });
  if (!key.scopes.some((scope) => scope === "ingest")) {
    await expect(answer).rejects.toMatchObject({ code: Code.PermissionDenied });
    return;
  }
  const rejected = events.filter((fields) => {
    const event = ownedBy(key, fields, world);
    return event === undefined || !storeNaively(event, world);
  });
  const { acceptedCount, rejectedEventIds } = await answer;
  expect(acceptedCount).toBe(events.length - rejected.length);
  expect(rejectedEventIds.sort()).toEqual(rejected.map(({ eventId }) => eventId).sort());
}

/** Returns what a query selects for a key, or undefined if the key does not cover it. */
function filterFor(key: Key, query: Query, { tenants }: World): EventFilter | undefined {
  const { tenant, projectId, sessionId, agentId, spanId, traceId, types, statuses, severities, tags } = query;
  const isForeign = projectId !== "" && key.projectIds.length > 0 && !key.projectIds.includes(projectId);
  if ((tenant ?? key.tenant) !== key.tenant || isForeign || !key.scopes.some((scope) => scope === "query")) {
    return undefined;
  }
  return {
    tenantId: tenants[key.tenant] as string,
    projectIds: projectId === "" ? key.projectIds : [projectId],
    ...(sessionId && { sessionId }),
    ...(agentId && { agentId }),
    ...(spanId && { spanId }),
    ...(traceId && { traceId }),
    types,
    statuses,
    severities,
    tags,
    agentNames: query.agentNames,
    principalIds: query.principalIds,
    ...toSearchTerms(query.textQuery),
    ...timeOf(query),
  };
}

function timeOf({ start, end }: Query) {
  return { ...(start && { start }), ...(end && { end }) };
}

function isBackwards({ start, end }: Query): boolean {
  return start !== null && end !== null && (start.seconds - end.seconds || BigInt(start.nanos - end.nanos)) > 0n;
}

async function readAll(query: Query, key: Key, { tenants }: World): Promise<Event[]> {
  const { tenant, start, end, order, pageSize, protocol, key: _, ...members } = query;
  const tenantId = tenant === null ? "" : (tenants[tenant] as string);
  const filter = { ...members, tenantId, time: timeOf(query) };
  const found: Event[] = [];
  let pageToken = "";
  let total: bigint | undefined;
  do {
    const request = { filter, orderByTime: order, pageSize, pageToken };
    const { response } = await served.client(protocol, key.secret).queryEvents({ query: request });
    found.push(...(response?.events ?? []));
    pageToken = response?.nextPageToken ?? "";
    total ??= response?.totalCount;
    expect(response).toMatchObject({ totalCount: total, hasMore: pageToken !== "" });
  } while (pageToken !== "");
  expect(total).toBe(BigInt(found.length));
  return found;
}

async function check(query: Query, key: Key, world: World): Promise<void> {
  const filter = filterFor(key, query, world);
  const found = readAll(query, key, world);
  if (filter === undefined || isBackwards(query)) {
    const error = ConnectError.from(await found.catch((thrown: unknown) => thrown));
    expect([Code.PermissionDenied, Code.InvalidArgument]).toContain(error.code);
    return;
  }
  const order = query.order === 1 ? "ascending" : "descending";
  const expected = findNaively(world.log, { filter, order, limit: 1000 });
  const events = (await found).map(({ serverTimestamp, ...event }) => {
    expect(event.contentHash).toBe(contentHash(event));
    expect(event.wormProofId).toMatch(new RegExp(`^localhost/t/${filter.tenantId}#\\d+$`));
    return { ...event, contentHash: "", hashPrev: "", wormProofId: "" };
  });
  expect(events).toEqual(expected.map(({ event }) => event));
  await checkStats(query, key, world, filter);
}

async function checkStats(query: Query, key: Key, { tenants, log }: World, { tenantId, projectIds }: EventFilter) {
  const stats = await served.client(query.protocol, key.secret).getEventStats({
    tenantId: query.tenant === null ? "" : (tenants[query.tenant] as string),
    projectId: query.projectId,
    timeRange: timeOf(query),
  });
  const counted = findNaively(log, {
    filter: { tenantId, ...(projectIds && { projectIds }), ...timeOf(query) },
    order: "ascending",
    limit: 1000,
  }).map(({ event }) => event);
  const byType = Object.entries(Object.groupBy(counted, ({ type }) => typeName(type)));
  expect(stats).toMatchObject({
    totalEvents: BigInt(counted.length),
    totalSessions: BigInt(new Set(counted.map(({ sessionId }) => sessionId)).size),
  });
  expect(stats.eventsByType).toEqual(
    Object.fromEntries(byType.map(([name, list]) => [name, BigInt(list?.length ?? 0)])),
  );
}

test.each([
  ["SQLite", openSqliteHarness],
  ["PostgreSQL", openPostgres],
])("shows a key all events of its tenant and projects, and none of others, on %s", async (_, openStore) => {
  served = await serveBackend({ authentication: "keys", openStore });
  const traffic = fc.record({
    keys: fc.array(arbitraryKey, { minLength: 2, maxLength: 5 }),
    ingests: fc.array(arbitraryIngest, { minLength: 1, maxLength: 6 }),
    queries: fc.array(arbitraryQuery, { minLength: 1, maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(traffic, async ({ keys: kinds, ingests, queries }) => {
      // Runs share the server, each with separate tenants.
      const tenants = Array.from({ length: tenantCount }, () => crypto.randomUUID());
      const world: World = { tenants, log: [] };
      const keys: Key[] = [];
      for (const kind of kinds) {
        const secret = await served.createKey({ ...kind, tenantId: tenants[kind.tenant] as string });
        keys.push({ ...kind, secret });
      }
      for (const one of ingests) {
        await ingest(one, keys[one.key % keys.length] as Key, world);
      }
      for (const one of queries) {
        await check(one, keys[one.key % keys.length] as Key, world);
      }
    }),
    { numRuns: 100 },
  );
  expect(served.errors).toEqual([]);
});

test.each(protocols)(
  "reveals nothing through a page token of another tenant or through capabilities, over %s",
  async (protocol) => {
    served = await serveBackend({ authentication: "keys" });
    const [acme, globex, other] = await Promise.all(
      ["acme", "globex", "acme"].map(async (tenantId) => served.client(protocol, await served.createKey({ tenantId }))),
    );
    const events = ["one", "two", "three"].map((eventId) => makeEvent({ eventId, tenantId: "", agentName: "secret" }));
    for (const client of [acme, globex]) {
      expect((await client?.ingestEventBatch({ eventBatch: { events } }))?.rejectedEventIds).toEqual([]);
    }
    const ask = async (client: typeof acme, query: object) => (await client?.queryEvents({ query }))?.response;
    const first = await ask(acme, { filter: {}, pageSize: 1 });
    expect(first).toMatchObject({ totalCount: 3n, hasMore: true, nextPageToken: expect.stringMatching(/./) });
    const query = { filter: {}, pageSize: 1, pageToken: first?.nextPageToken };
    await expect(ask(globex, query)).rejects.toMatchObject({ code: Code.InvalidArgument });
    await expect(ask(globex, { ...query, filter: { tenantId: "acme" } })).rejects.toMatchObject({
      code: Code.PermissionDenied,
    });
    const next = await ask(other, query);
    expect(next?.events.map(({ tenantId }) => tenantId)).toEqual(["acme"]);
    expect(await globex?.getCapabilities({})).toEqual(await acme?.getCapabilities({}));
  },
);
