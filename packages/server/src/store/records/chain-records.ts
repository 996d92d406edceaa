// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

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

/** The state of a log that is needed to append to it. */
export interface LogTail {
  /** Number of records so far. */
  readonly size: number;
  /** Leaf of the last record. For an empty log, the `hash_prev` of the first record. */
  readonly lastLeaf: Uint8Array;
  /** Hashes of the complete subtrees that make up the tree, largest first. */
  readonly frontier: readonly Uint8Array[];
}

/** Result of appending records to a log. */
export interface ChainedRecords {
  readonly tail: LogTail;
  /** Leaf of each record. It is the `hash_prev` of the next record. */
  readonly leaves: readonly Uint8Array[];
  /** Tiles that have become full. Each comes after the tiles that it consists of. */
  readonly fullTiles: readonly FullTile[];
}

/** A tile of 256 hashes: leaves on level 0, and roots of the full tiles one level below on the other levels. */
export interface FullTile {
  readonly level: number;
  readonly index: number;
  /** Hash of the subtree over the tile. */
  readonly root: Uint8Array;
}

/** The state of an empty log. */
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

/** A record that is not yet part of the log. */
interface UnchainedRecord {
  readonly eventId: string;
  /** `Event.server_timestamp` in milliseconds since the Unix epoch. */
  readonly receivedMs: number;
  readonly commit: Uint8Array;
}

/** Returns the leaf of a record (chaukas-integrity/1, §4), given the leaf of the previous record and its sequence. */
export function hashRecord(record: UnchainedRecord, hashPrev: Uint8Array, sequence: number): Uint8Array {
  const text = formatRecord({
    commit: toHex(record.commit),
    eventId: record.eventId,
    hashPrev: toHex(hashPrev),
    sequence,
    time: formatTime(record.receivedMs),
  });
  return Buffer.from(leafHash(text), "hex");
}

let lastTime = { ms: Number.NaN, text: "" };

/** Returns a time as a record has it. The events of a request have the same. */
function formatTime(ms: number): string {
  if (ms !== lastTime.ms) {
    const seconds = Math.floor(ms / 1000);
    lastTime = { ms, text: normalTimestamp({ seconds: BigInt(seconds), nanos: (ms - seconds * 1000) * 1e6 }) };
  }
  return lastTime.text;
}

/** Number of levels of the tree per level of tiles. */
export const tileHeight = 8;

/** Location of the hashes from which a node of the tree is computed. They are adjacent in one tile. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
  /** Index of the first hash in the tile. */
  readonly start: number;
  /** Number of hashes, a power of two. */
  readonly count: number;
}

/** Returns the location of the hash of a node, or of the hashes from which to compute it. */
export function tilePlaceOf(node: TreeNode): TilePlace {
  const level = Math.floor(node.level / tileHeight);
  const count = 2 ** (node.level - level * tileHeight);
  const first = node.index * count;
  return { level, index: Math.floor(first / tileWidth), start: first % tileWidth, count };
}
