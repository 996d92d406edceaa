// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "@chaukas/server";
import { createCompactRange } from "@chaukas/spec-integrity";
import { keepStore } from "./keep-store.ts";

export const logTenant = "bench";

const tileWidth = 256;
const middleWidth = 16;
const tileHeight = 8;
const rowsPerTransaction = 100_000;

/**
 * Returns the path of a store with a log of `count` leaves, building it if it does not exist. The tables are those of
 * the store, but their rows are written directly and contain only what proofs need, so that five million take a minute.
 */
export function buildLog(count: number): Promise<string> {
  return keepStore(`log-${count}`, async (path) => {
    // The store itself creates its tables.
    await (await openStore(path, { integrity: true })).close();
    fill(path, count);
  });
}

function fill(path: string, count: number): void {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -65536");
  const found = "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL";
  for (const { type, name } of database.prepare(found).all()) {
    database.exec(`DROP ${type} ${name}`);
  }
  database.prepare("INSERT INTO heads (tenant_no, tenant_id, next_sequence) VALUES (1, ?, 0)").run(logTenant);
  const insert = database.prepare(
    "INSERT INTO events VALUES (?, 1, 0, 0, 1, 1, 1, 0, '', '', '', '', '', '', ?, NULL, NULL, NULL, 0, NULL, x'')",
  );
  const insertTile = database.prepare("INSERT INTO tiles VALUES (1, ?, ?, ?, ?, ?)");
  const rows: Buffer[][] = [];
  const tree = createCompactRange();
  for (let from = 0; from < count; from += rowsPerTransaction) {
    database.exec("BEGIN");
    for (let sequence = from; sequence < Math.min(count, from + rowsPerTransaction); sequence++) {
      const leaf = hash("sha256", `leaf ${sequence}`, "buffer");
      insert.run(2 ** 32 + sequence, leaf);
      tree.append(leaf, ({ level, index }, node) => {
        const row = level / tileHeight;
        if (!Number.isInteger(row)) {
          return;
        }
        if (row > 0) {
          const below = rows[row - 1] ?? [];
          insertTile.run(row - 1, index, node, middleOf(below), Buffer.concat(below));
          rows[row - 1] = [];
        }
        rows[row] ??= [];
        rows[row].push(Buffer.from(node));
      });
    }
    database.exec("COMMIT");
  }
  const { size, hashes } = tree.state();
  const save = database.prepare("UPDATE heads SET next_sequence = ?, last_leaf = x'', frontier = ?");
  save.run(size, Buffer.concat(hashes));
  database.close();
}

function middleOf(hashes: readonly Buffer[]): Buffer {
  const roots = Array.from({ length: tileWidth / middleWidth }, (_, place) => {
    const tree = createCompactRange();
    for (const node of hashes.slice(place * middleWidth, (place + 1) * middleWidth)) {
      tree.append(node);
    }
    return tree.root();
  });
  return Buffer.concat(roots);
}
