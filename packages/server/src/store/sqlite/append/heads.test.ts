// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { hashSubtree, joinHashes, sliceHashes } from "../../records/hashes.js";
import { migrate } from "../schema/migrate.js";
import { toRowId } from "../schema/row-id.js";
import { prepareHeads } from "./heads.js";
import { middleWidth } from "./tiles.js";

test("tiles contain the leaves that are stored, whoever appended them and whatever failed", () => {
  const database = new DatabaseSync(":memory:");
  migrate(database, "events.db");
  const insert = database.prepare(
    `INSERT INTO events (id, tenant_no, seconds, nanos, type, status, severity, received_ms, event_id, project_id,
      session_id, agent_id, span_id, trace_id, leaf, revision, body) VALUES (?, ?, 0, 0, 0, 0, 0, 0, ?, '', '', '', '', '', ?, 0, x'')`,
  );
  const writers = [prepareHeads(database), prepareHeads(database)];
  let attempt = 0;
  const append = (openHeads: ReturnType<typeof prepareHeads>, count: number, end: "COMMIT" | "ROLLBACK") => {
    database.exec("BEGIN");
    const heads = openHeads();
    const head = heads.get("acme");
    for (let added = 0; added < count; added++) {
      const leaf = Buffer.alloc(32);
      leaf.writeUInt32BE(attempt++);
      insert.run(toRowId(head.tenantNo, head.nextSequence), head.tenantNo, `evt-${attempt}`, leaf);
      head.nextSequence += 1;
      head.addLeaf(leaf);
    }
    heads.save();
    database.exec(end);
  };
  for (let round = 0; round < 100; round++) {
    const writer = writers[round % 7 === 0 ? 1 : 0] as ReturnType<typeof prepareHeads>;
    append(writer, (round * 13) % 47, round % 5 === 3 ? "ROLLBACK" : "COMMIT");
  }
  const leaves = joinHashes(
    database
      .prepare("SELECT leaf FROM events ORDER BY id")
      .all()
      .map(({ leaf }) => leaf as Uint8Array),
  );
  const tiles = database.prepare("SELECT tile, root, middle, hashes FROM tiles WHERE level = 0 ORDER BY tile").all();
  expect(tiles).toHaveLength(Math.floor(leaves.length / 32 / 256));
  expect(tiles.length).toBeGreaterThan(5);
  for (const { tile, root, middle, hashes } of tiles) {
    const own = Buffer.from(sliceHashes(leaves, Number(tile) * 256, 256));
    const parts = Array.from({ length: 16 }, (_, place) => hashSubtree(sliceHashes(own, place * middleWidth, 16)));
    expect([root, middle, hashes].map((bytes) => Buffer.from(bytes as Uint8Array))).toEqual([
      Buffer.from(hashSubtree(own)),
      joinHashes(parts),
      own,
    ]);
  }
  database.close();
});
