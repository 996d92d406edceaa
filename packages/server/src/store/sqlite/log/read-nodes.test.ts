// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import { createCompactRange, type TreeNode } from "@chaukas/spec-integrity";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toHex } from "../../records/hashes.js";
import { prepareHeads } from "../append/heads.js";
import { migrate } from "../schema/migrate.js";
import { toRowId } from "../schema/row-id.js";
import { prepareNodes } from "./read-nodes.js";

const size = 2 * 256 * 256 + 3 * 256 + 77;
const database = new DatabaseSync(":memory:");
const nodes: { node: TreeNode; hash: Uint8Array }[] = [];
let tenantNo = 0;

const leafOf = (index: number) => {
  const leaf = Buffer.alloc(32);
  leaf.writeUInt32BE(index);
  return leaf;
};

beforeAll(() => {
  migrate(database, "events.db");
  const insert = database.prepare(
    `INSERT INTO events (id, tenant_no, seconds, nanos, type, status, severity, received_ms, event_id, project_id,
      session_id, agent_id, span_id, trace_id, leaf, revision, body) VALUES (?, ?, 0, 0, 0, 0, 0, 0, ?, '', '', '', '', '', ?, 0, x'')`,
  );
  const openHeads = prepareHeads(database);
  const tree = createCompactRange();
  // In batches of different sizes, as events arrive.
  for (let from = 0, count = 1; from < size; from += count, count = Math.min((count * 7) % 9001, size - from)) {
    database.exec("BEGIN");
    const heads = openHeads();
    const head = heads.get("acme");
    tenantNo = head.tenantNo;
    for (let index = from; index < from + count; index++) {
      insert.run(toRowId(tenantNo, index), tenantNo, `evt-${index}`, leafOf(index));
      head.nextSequence += 1;
      head.addLeaf(leafOf(index));
      tree.append(leafOf(index), (node, hash) => nodes.push({ node, hash }));
    }
    heads.save();
    database.exec("COMMIT");
  }
}, 60_000);

afterAll(() => database.close());

test("full tiles of every level are stored once", () => {
  const tiles = database.prepare("SELECT level, count(*) AS count FROM tiles GROUP BY level ORDER BY level").all();
  expect(tiles).toEqual([
    { level: 0, count: 515 },
    { level: 1, count: 2 },
  ]);
});

test("every node of the tree is read with its hash", () => {
  const readNodes = prepareNodes(database);
  // All nodes of the higher levels, and those of the lower levels at the edges of tiles.
  const asked = nodes.filter(
    ({ node: { level, index } }) =>
      level > 6 || index % 256 < 2 || index % 256 > 254 || (index + 1) * 2 ** level > size - 999,
  );
  const read = readNodes(
    tenantNo,
    asked.map(({ node }) => node),
  );
  expect(read.map(toHex)).toEqual(asked.map(({ hash }) => toHex(hash)));
});

test("nodes beyond the log are rejected", () => {
  const readNodes = prepareNodes(database);
  const missing = { level: 3, index: Math.ceil(size / 8) };
  expect(() => readNodes(tenantNo, [missing])).toThrow(
    expect.objectContaining({
      name: "StoreError",
      code: "corrupt",
      message: `database: expected 8 hashes for subtree ${missing.index} of level 3, got 0; restore a backup`,
    }),
  );
});
