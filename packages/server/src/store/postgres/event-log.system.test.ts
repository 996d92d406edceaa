// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createCompactRange, emptyRoot } from "@chaukas/spec-integrity";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { makeNewEvent } from "../../../test/events/make-new-event.js";
import { type PostgresServer, startPostgres } from "../../../test/postgres/start-postgres.js";
import { findLogFaults } from "../../../test/suites/find-log-faults.js";
import { naiveRoot } from "../../../test/suites/naive-tree.js";
import type { EventLog } from "../contract/event-log.js";
import type { EventStore } from "../contract/event-store.js";
import { openPostgresStore } from "./open-postgres-store.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;
let url: string;
// Two stores on one database, as with two servers.
let stores: readonly [EventStore, EventStore];
let logs: readonly [EventLog, EventLog];

beforeAll(async () => {
  server = await startPostgres();
  url = await server.createDatabase();
  stores = [await openPostgresStore(url), await openPostgresStore(url)];
  logs = [stores[0].log as EventLog, stores[1].log as EventLog];
});

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await server.stop();
});

const makeEvents = (tenantId: string, count: number) => Array.from({ length: count }, () => makeNewEvent({ tenantId }));
const hash = (byte: number) => new Uint8Array(32).fill(byte);

describe("the tree", () => {
  it("matches the leaves, regardless of which of two stores appends and how much", async () => {
    const tenantIds = ["tree-a", "tree-b", "tree-c"];
    const sizes = [1, 300, 7, 255, 1, 90, 2, 513];
    const calls = sizes.flatMap((size, call) =>
      tenantIds.map((tenantId) => stores[call % 2]?.append(makeEvents(tenantId, size))),
    );
    await Promise.all(calls);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    for (const tenantId of tenantIds) {
      expect(await findLogFaults(logs[0], tenantId)).toEqual([]);
      const entries = await logs[1].readEntries(tenantId, { fromSequence: 0, limit: 5_000 });
      const root = new Uint8Array(naiveRoot(entries.map(({ leaf }) => leaf)));
      expect(await logs[1].readHead(tenantId)).toEqual({ size: total, root });
    }
    const tiles = "select level, count(*)::int as n from chaukas.tiles group by 1 order by 1";
    expect(await server.query(tiles, url)).toEqual([{ level: 0, n: 3 * Math.floor(total / 256) }]);
  });

  it("fills tiles of higher levels with the roots of those below", async () => {
    const tenantId = "tall";
    const total = 256 * 256 + 600;
    // Starts from a forged log that is almost full: appending a real one takes minutes on a busy machine.
    const leaves = Array.from({ length: total - 700 }, (_, index) => Buffer.alloc(32, `${index} `));
    await forgeLog(tenantId, leaves);
    await stores[0].append(makeEvents(tenantId, 700));
    const tree = createCompactRange();
    const nodes = new Map<string, Uint8Array>();
    const added = await logs[0].readEntries(tenantId, { fromSequence: leaves.length, limit: 700 });
    for (const leaf of [...leaves, ...added.map((entry) => entry.leaf)]) {
      tree.append(leaf, (node, nodeHash) => node.level >= 6 && nodes.set(JSON.stringify(node), nodeHash));
    }
    expect(await logs[0].readHead(tenantId)).toEqual({ size: total, root: tree.root() });
    const stored = await logs[1].readNodes(
      tenantId,
      [...nodes.keys()].map((node) => JSON.parse(node)),
    );
    expect(stored).toEqual([...nodes.values()].map((nodeHash) => new Uint8Array(nodeHash)));
  });

  it("returns nodes in the requested order, adjacent or not, across tiles and levels", async () => {
    const tenantId = "leaps";
    await stores[0].append(makeEvents(tenantId, 600));
    const hashes = new Map<string, Uint8Array>();
    const tree = createCompactRange();
    for (const { leaf } of await logs[0].readEntries(tenantId, { fromSequence: 0, limit: 600 })) {
      tree.append(leaf, ({ level, index }, nodeHash) => hashes.set(`${level}/${index}`, new Uint8Array(nodeHash)));
    }
    const row = (level: number, from: number, to: number) =>
      Array.from({ length: to - from }, (_, place) => ({ level, index: from + place }));
    for (const nodes of [row(0, 0, 600), row(0, 250, 260), row(3, 60, 75), [...row(1, 7, 9), ...row(0, 18, 20)]]) {
      const mixed = [...nodes, ...nodes.toReversed(), { level: 8, index: 1 }, { level: 0, index: 599 }];
      expect(await logs[0].readNodes(tenantId, mixed)).toEqual(
        mixed.map(({ level, index }) => hashes.get(`${level}/${index}`)),
      );
    }
    expect(await logs[0].readNodes(tenantId, [])).toEqual([]);
  });

  it("of a tenant without events is empty", async () => {
    expect(await logs[0].readHead("nobody")).toEqual({ size: 0, root: emptyRoot() });
    expect(await logs[0].findSequence("nobody", "one")).toBeUndefined();
    expect(await logs[0].readEntries("nobody", { fromSequence: 0, limit: 1 })).toEqual([]);
    expect(await logs[0].readCheckpoint("nobody")).toBeUndefined();
  });

  it("rejects if a hash is missing", async () => {
    await stores[0].append(makeEvents("small", 3));
    await expect(logs[0].readNodes("small", [{ level: 1, index: 1 }])).rejects.toMatchObject({
      code: "corrupt",
      message: 'tile 0 of level 0 of tenant "small": expected 2 hashes from index 2 on; restore a backup',
    });
    await server.query("update chaukas.heads set frontier = '' where tenant_id = 'small'", url);
    await expect(logs[0].readHead("small")).rejects.toMatchObject({
      code: "corrupt",
      message: 'head of tenant "small": expected the frontier of a tree of size 3; restore a backup',
    });
  });
});

/** Creates a log with leaves that do not belong to events, bypassing the store. */
async function forgeLog(tenantId: string, leaves: readonly Buffer[]): Promise<void> {
  const roots: Buffer[] = [];
  const tree = createCompactRange();
  for (const leaf of leaves) {
    tree.append(leaf, ({ level }, root) => level === 8 && roots.push(Buffer.from(root)));
  }
  const { size, hashes } = tree.state();
  const statements: [string, unknown[]][] = [
    ["insert into chaukas.heads values ($1, $2, $3, $4)", [tenantId, size, leaves.at(-1), Buffer.concat(hashes)]],
    [
      `insert into chaukas.tiles
         select $1, 0, place - 1, root, substring($2::bytea from (8192 * (place - 1) + 1)::int for 8192)
           from unnest($3::bytea[]) with ordinality as t(root, place)`,
      [tenantId, Buffer.concat(leaves), roots],
    ],
    [
      `insert into chaukas.events
         select $1, place - 1, place::text, '', '', '', '', '', 0, 0, 0, 0, 0, 0, '{}', '{}', '', leaf, leaf, leaf, leaf,
                leaf
           from unnest($2::bytea[]) with ordinality as t(leaf, place)`,
      [tenantId, leaves],
    ],
  ];
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [sql, values] of statements) {
      await client.query(sql, values);
    }
  } finally {
    await client.end();
  }
}

describe("entries", () => {
  it("are as many as fit, but at least one", async () => {
    const tenantId = "pages";
    const long = { case: "message", value: { text: "long ".repeat(2_000) } } as const;
    await stores[0].append(Array.from({ length: 6 }, () => makeNewEvent({ tenantId, content: long })));
    const sequences = async (range: { fromSequence: number; limit: number; maxBytes?: number }) =>
      (await logs[0].readEntries(tenantId, range)).map(({ sequence }) => sequence);
    expect(await sequences({ fromSequence: 1, limit: 3 })).toEqual([1, 2, 3]);
    expect(await sequences({ fromSequence: 0, limit: 10, maxBytes: 25_000 })).toEqual([0, 1]);
    expect(await sequences({ fromSequence: 4, limit: 10, maxBytes: 25_000 })).toEqual([4, 5]);
    expect(await sequences({ fromSequence: 2, limit: 10, maxBytes: 1 })).toEqual([2]);
    expect(await sequences({ fromSequence: 6, limit: 10, maxBytes: 1 })).toEqual([]);
  });

  it("are found by any id of their event", async () => {
    const ids = ["one", "\u0000", "🚀"];
    await stores[0].append(ids.map((eventId) => makeNewEvent({ tenantId: "ids\u0000", eventId })));
    const found = await Promise.all(ids.map((eventId) => logs[1].findSequence("ids\u0000", eventId)));
    expect(found).toEqual([0, 1, 2]);
    expect(await findLogFaults(logs[1], "ids\u0000")).toEqual([]);
  });
});

describe("checkpoints", () => {
  const conflict = (message: string) => ({ name: "StoreError", code: "conflict", message });

  it("only grow, and never beyond the log", async () => {
    const tenantId = "signed";
    await stores[0].append(makeEvents(tenantId, 5));
    const save = (size: number, root: Uint8Array) =>
      logs[0].saveCheckpoint(tenantId, { size, root, note: `note \u0000 ${size}`, signedMs: size });
    await save(3, hash(1));
    await save(3, hash(1));
    await save(5, hash(2));
    const name = 'checkpoint of tenant "signed"';
    await expect(save(4, hash(3))).rejects.toMatchObject(
      conflict(`${name}: expected at least size 5, the size of the saved checkpoint, got 4; use the saved one`),
    );
    await expect(save(6, hash(3))).rejects.toMatchObject(
      conflict(`${name}: expected at most size 5, the size of the log, got 6; sign the current log`),
    );
    const [kept, other] = ["02".repeat(32), "03".repeat(32)];
    await expect(save(5, hash(3))).rejects.toMatchObject(
      conflict(`${name}: expected the root ${kept} of the saved checkpoint of size 5, got ${other}`),
    );
    const expected = { size: 5, root: hash(2), note: "note \u0000 5", signedMs: 5 };
    expect(await logs[1].readCheckpoint(tenantId)).toEqual(expected);
  });

  it("of an empty log can be saved, which does not give the tenant any events", async () => {
    const checkpoint = { size: 0, root: emptyRoot(), note: "", signedMs: 0 };
    await logs[0].saveCheckpoint("empty", checkpoint);
    expect(await logs[0].readCheckpoint("empty")).toEqual(checkpoint);
    expect(await stores[0].listTenants()).not.toContain("empty");
    await stores[0].append(makeEvents("empty", 2));
    expect(await findLogFaults(logs[0], "empty")).toEqual([]);
  });

  it("saved by two servers at once belong to one tree, while both append", async () => {
    const tenantId = "signers";
    const saved = new Map<number, Set<string>>();
    async function sign(signer: number): Promise<void> {
      for (let round = 0; round < 25; round++) {
        await stores[signer]?.append(makeEvents(tenantId, 1 + (round % 3)));
        const head = await (logs[signer] as EventLog).readHead(tenantId);
        try {
          await logs[signer]?.saveCheckpoint(tenantId, { ...head, note: `${signer}`, signedMs: round });
          const root = Buffer.from(head.root).toString("hex");
          saved.set(head.size, (saved.get(head.size) ?? new Set()).add(root));
        } catch (error) {
          expect(error).toMatchObject({ code: "conflict" });
        }
      }
    }
    await Promise.all([sign(0), sign(1)]);
    const entries = await logs[0].readEntries(tenantId, { fromSequence: 0, limit: 1_000 });
    expect(saved.size).toBeGreaterThan(0);
    for (const [size, roots] of saved) {
      const root = naiveRoot(entries.slice(0, size).map(({ leaf }) => leaf));
      expect([...roots]).toEqual([root.toString("hex")]);
    }
  });
});
