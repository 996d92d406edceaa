// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { type CompactRange, createCompactRange, tileWidth } from "@chaukas/spec-integrity";
import { StoreError } from "../../contract/store-error.js";
import { emptyTail, tileHeight } from "../../records/chain-records.js";
import { joinHashes, splitHashes } from "../../records/hashes.js";
import { maxEventsPerTenant, maxTenants } from "../schema/row-id.js";
import { type KnownTile, middleHeight, prepareInsertTile } from "./tiles.js";

/** Maximum number of tenants whose heads are kept from one transaction to the next. */
const maxKnown = 100;

/** End of a tenant's log while a transaction appends to it. */
export interface Head {
  readonly tenantNo: number;
  nextSequence: number;
  /** Leaf of the last event. Without events, the value that the first event refers to. */
  lastLeaf: Uint8Array;
  /** Adds the leaf of the next event to the tree. */
  addLeaf(leaf: Uint8Array): void;
  /** Returns the root of the tree over all leaves so far. */
  root(): Uint8Array;
}

/** Heads that a transaction uses. */
export interface Heads {
  /** Returns the head of a tenant. Creates it when there is none. */
  get(tenantId: string): Head;
  /** Writes the changes back. Must be called after all events are inserted. */
  save(): void;
}

interface OpenHead extends Head {
  readonly tree: CompactRange;
  readonly fullTiles: KnownTile[];
}

interface HeadRow {
  readonly tenant_no: number;
  readonly next_sequence: number;
  readonly last_leaf: Uint8Array | null;
  readonly frontier: Uint8Array | null;
}

/** Prepares the statements once. The returned function opens the heads for one transaction. */
export function prepareHeads(database: DatabaseSync): () => Heads {
  const select = database.prepare(
    "SELECT tenant_no, next_sequence, last_leaf, frontier FROM heads WHERE tenant_id = ?",
  );
  const insert = database.prepare("INSERT INTO heads (tenant_id, next_sequence) VALUES (?, 0)");
  const update = database.prepare("UPDATE heads SET next_sequence = ? WHERE tenant_no = ?");
  const updateLog = database.prepare("UPDATE heads SET last_leaf = ?, frontier = ? WHERE tenant_no = ?");
  const saveTile = prepareInsertTile(database);
  // A head continues where the last transaction left it, so that it knows the hashes of its last tile. If that
  // transaction failed, or another connection has appended since, the row differs.
  const known = new Map<string, OpenHead>();

  const load = (tenantId: string): OpenHead => {
    const row = select.get(tenantId) as HeadRow | undefined;
    const last = known.get(tenantId);
    known.delete(tenantId);
    if (row !== undefined && last !== undefined && isAtRow(last, row)) {
      return last;
    }
    const head = row ? openHead(row) : openHead(emptyRow(Number(insert.run(tenantId).lastInsertRowid)));
    if (head.tenantNo > maxTenants || head.nextSequence >= maxEventsPerTenant - 2 ** 20) {
      throw new StoreError(
        "unsupported",
        `database: expected at most ${maxTenants} tenants and ${maxEventsPerTenant} events per tenant; move to PostgreSQL`,
      );
    }
    return head;
  };

  return () => {
    const heads = new Map<string, OpenHead>();
    return {
      get(tenantId) {
        const head = heads.get(tenantId) ?? load(tenantId);
        heads.set(tenantId, head);
        return head;
      },
      save() {
        for (const [tenantId, head] of heads) {
          const { tenantNo, nextSequence, lastLeaf, tree, fullTiles } = head;
          update.run(nextSequence, tenantNo);
          if (tree.size > 0) {
            updateLog.run(lastLeaf, joinHashes(tree.state().hashes), tenantNo);
          }
          for (const tile of fullTiles) {
            saveTile(tenantNo, tile);
          }
          fullTiles.length = 0;
          if (known.size >= maxKnown) {
            known.clear();
          }
          known.set(tenantId, head);
        }
      },
    };
  };
}

function emptyRow(tenantNo: number): HeadRow {
  return { tenant_no: tenantNo, next_sequence: 0, last_leaf: null, frontier: null };
}

function openHead(row: HeadRow): OpenHead {
  const { last_leaf: lastLeaf, frontier } = row;
  // A store without a log has a sequence, but no tree.
  const tree = createCompactRange(
    frontier === null ? undefined : { size: row.next_sequence, hashes: splitHashes(frontier) },
  );
  const fullTiles: KnownTile[] = [];
  // Hashes of the last tile of leaves, if it began in this process.
  let leaves: Uint8Array[] | undefined;
  let middle: Uint8Array[] = [];
  const head: OpenHead = {
    tenantNo: row.tenant_no,
    nextSequence: row.next_sequence,
    lastLeaf: lastLeaf ?? emptyTail.lastLeaf,
    tree,
    fullTiles,
    root: () => tree.root(),
    addLeaf(leaf) {
      head.lastLeaf = leaf;
      tree.append(leaf, ({ level, index }, hash) => {
        if (level === 0) {
          if (index % tileWidth === 0) {
            leaves = [];
            middle = [];
          }
          leaves?.push(hash);
        } else if (level === middleHeight) {
          middle.push(hash);
        } else if (level === tileHeight) {
          fullTiles.push({ level: 0, index, root: hash, ...(leaves && { hashes: leaves, middle }) });
        } else if (level % tileHeight === 0) {
          fullTiles.push({ level: level / tileHeight - 1, index, root: hash });
        }
      });
    },
  };
  return head;
}

function isAtRow({ tenantNo, nextSequence, lastLeaf, tree }: OpenHead, row: HeadRow): boolean {
  const isSameLeaf = row.last_leaf === null ? tree.size === 0 : Buffer.compare(row.last_leaf, lastLeaf) === 0;
  return tenantNo === row.tenant_no && nextSequence === row.next_sequence && isSameLeaf;
}
