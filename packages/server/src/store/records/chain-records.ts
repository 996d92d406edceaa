// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  createCompactRange,
  formatRecord,
  genesisHash,
  leafHash,
  normalTimestamp,
  type TreeNode,
  tileWidth,
} from "@chaukas/spec-integrity";
import { toHex } from "./hashes.js";

/** What has to be kept of a log to append to it. */
export interface LogTail {
  /** Records so far. */
  readonly size: number;
  /** Leaf of the last record; for a log without any, what the first one refers to. */
  readonly lastLeaf: Uint8Array;
  /** Hashes of the complete subtrees that the tree is made of, the largest first. */
  readonly frontier: readonly Uint8Array[];
}

/** Records that have their place in the log. */
export interface ChainedRecords {
  readonly tail: LogTail;
  /** Leaf of each record. That of the one before is its `hash_prev`. */
  readonly leaves: readonly Uint8Array[];
  /** Tiles that have become full, in an order in which each comes after those that it is made of. */
  readonly fullTiles: readonly FullTile[];
}

/** A tile of 256 hashes: leaves on level 0, roots of the full tiles of the level below on others. */
export interface FullTile {
  readonly level: number;
  readonly index: number;
  /** Hash of the subtree over the tile. */
  readonly root: Uint8Array;
}

/** Where a log begins. */
export const emptyTail: LogTail = { size: 0, lastLeaf: Buffer.from(genesisHash, "hex"), frontier: [] };

/** Appends records to a log (chaukas-integrity/1, §4). */
export function chainRecords(tail: LogTail, records: readonly UnchainedRecord[]): ChainedRecords {
  const tree = createCompactRange({ size: tail.size, hashes: tail.frontier });
  const leaves: Uint8Array[] = [];
  const fullTiles: FullTile[] = [];
  let lastLeaf = tail.lastLeaf;
  for (const record of records) {
    lastLeaf = hashRecord(record, lastLeaf, tree.size);
    leaves.push(lastLeaf);
    tree.append(lastLeaf, ({ level, index }, root) => {
      if (level > 0 && level % tileHeight === 0) {
        fullTiles.push({ level: level / tileHeight - 1, index, root });
      }
    });
  }
  const { size, hashes: frontier } = tree.state();
  return { tail: { size, lastLeaf, frontier }, leaves, fullTiles };
}

/** An event that is about to get its place in the log. */
interface UnchainedRecord {
  readonly eventId: string;
  /** What `Event.server_timestamp` says, in milliseconds since the Unix epoch. */
  readonly receivedMs: number;
  readonly commit: Uint8Array;
}

/** Leaf of a record (chaukas-integrity/1, §4) at its place behind the leaf of the one before. */
export function hashRecord(record: UnchainedRecord, hashPrev: Uint8Array, sequence: number): Uint8Array {
  const text = formatRecord({
    commit: toHex(record.commit),
    eventId: record.eventId,
    hashPrev: toHex(hashPrev),
    sequence,
    time: normalTimestamp(timestampFromMs(record.receivedMs)),
  });
  return Buffer.from(leafHash(text), "hex");
}

/** Levels of the tree that lie between one level of tiles and the next. */
export const tileHeight = 8;

/** Where the hashes are that a node of the tree is made of: side by side in one tile. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
  /** Place of the first in the tile. */
  readonly start: number;
  /** How many they are, a power of two. */
  readonly count: number;
}

/** Finds the tile that the hash of a node is in, or can be worked out of. */
export function tilePlaceOf(node: TreeNode): TilePlace {
  const level = Math.floor(node.level / tileHeight);
  const count = 2 ** (node.level - level * tileHeight);
  const first = node.index * count;
  return { level, index: Math.floor(first / tileWidth), start: first % tileWidth, count };
}
