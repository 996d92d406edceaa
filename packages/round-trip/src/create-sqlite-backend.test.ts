// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { createChaukasClient } from "@chaukas/spec-client";
import { type Event, EventSchema, EventType, SortOrder } from "@chaukas/spec-common";
import { registerChaukasServices } from "@chaukas/spec-server";
import { createRouterTransport } from "@connectrpc/connect";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSqliteBackend } from "./create-sqlite-backend.ts";

let folder: string;
let backend: ReturnType<typeof createSqliteBackend>;
let client: ReturnType<typeof createChaukasClient>;

function open(): void {
  backend = createSqliteBackend(join(folder, "events.db"));
  const transport = createRouterTransport((router) => void registerChaukasServices(router, backend));
  client = createChaukasClient({ transport });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-sqlite-"));
  open();
});
afterEach(() => {
  backend.close();
  rmSync(folder, { recursive: true });
});

function createEvent(eventId: string, change: Omit<MessageInitShape<typeof EventSchema>, "$typeName"> = {}): Event {
  const timestamp = timestampFromDate(new Date("2026-01-31T09:30:00Z"));
  return create(EventSchema, {
    eventId,
    tenantId: "acme",
    sessionId: "s",
    type: EventType.SYSTEM,
    timestamp,
    ...change,
  });
}

async function idsOf(filter: object, query: object = {}): Promise<string[]> {
  const { response } = await client.queryEvents({ query: { filter: { tenantId: "acme", ...filter }, ...query } });
  return response?.events.map(({ eventId }) => eventId) ?? [];
}

describe("the SQLite backend", () => {
  test("keeps what it has acknowledged when it is opened again", async () => {
    expect(await client.ingestEvent({ event: createEvent("e1") })).toMatchObject({ eventId: "e1", status: "accepted" });
    backend.close();
    open();
    expect(await idsOf({})).toEqual(["e1"]);
  });

  test("stores the same event once, and refuses other content under its id", async () => {
    await client.ingestEvent({ event: createEvent("e1") });
    expect(await client.ingestEvent({ event: createEvent("e1") })).toMatchObject({ status: "duplicate" });
    await expect(client.ingestEvent({ event: createEvent("e1", { branch: "other" }) })).rejects.toThrow(
      "[already_exists] event e1: other content is stored under this id",
    );
    expect(await idsOf({})).toEqual(["e1"]);
  });

  test("stores the good events of a batch and names the others", async () => {
    const events = [createEvent("e1"), createEvent("e2", { sessionId: "" }), createEvent("e3")];
    expect(await client.ingestEventBatch({ eventBatch: { batchId: "b", events } })).toMatchObject({
      batchId: "b",
      acceptedCount: 2,
      rejectedCount: 1,
      rejectedEventIds: ["e2"],
    });
    expect(await idsOf({}, { orderByTime: SortOrder.ASC })).toEqual(["e1", "e3"]);
  });

  test("says which rule an event breaks", async () => {
    await expect(client.ingestEvent({ event: createEvent("e1", { sessionId: "" }) })).rejects.toThrow(
      "[invalid_argument] event.session_id: value is required",
    );
  });

  test("filters by tenant, project and session, and says that it filters by nothing else", async () => {
    const events = [
      createEvent("e1", { projectId: "p1" }),
      createEvent("e2", { sessionId: "s2" }),
      createEvent("e3", { tenantId: "other" }),
    ];
    await client.ingestEventBatch({ eventBatch: { events } });
    expect(await idsOf({ projectId: "p1" })).toEqual(["e1"]);
    expect(await idsOf({ sessionId: "s2" })).toEqual(["e2"]);
    expect(await idsOf({ tenantId: "other" })).toEqual(["e3"]);
    await expect(idsOf({ traceId: "t" })).rejects.toThrow(
      "[unimplemented] filter: this server filters by tenant, project and session only",
    );
  });

  test("pages through events of the same instant in both orders, each once", async () => {
    const ids = Array.from({ length: 7 }, (_, index) => `e${index}`);
    await client.ingestEventBatch({ eventBatch: { events: ids.map((id) => createEvent(id)) } });
    for (const [orderByTime, expected] of [
      [SortOrder.ASC, ids],
      [SortOrder.DESC, [...ids].reverse()],
    ] as const) {
      const seen: string[] = [];
      let pageToken = "";
      do {
        const { response } = await client.queryEvents({
          query: { filter: { tenantId: "acme" }, pageSize: 3, orderByTime, pageToken },
        });
        seen.push(...(response?.events.map(({ eventId }) => eventId) ?? []));
        expect(response?.totalCount).toBe(7n);
        pageToken = response?.nextPageToken ?? "";
      } while (pageToken !== "");
      expect(seen).toEqual(expected);
    }
  });

  test("refuses a page token that it did not give out", async () => {
    await expect(idsOf({}, { pageToken: "1; drop table events" })).rejects.toThrow(
      "[invalid_argument] page_token: expected the next_page_token of an earlier page",
    );
  });
});
