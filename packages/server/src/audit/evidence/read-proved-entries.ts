// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createInclusionProof, type ReadNodes, type SequenceSet, type TreeNode } from "@chaukas/spec-integrity";
import { LRUCache } from "lru-cache";
import type { EventLog, LogEntry } from "../../store/contract/event-log.js";

/** An entry with its inclusion proof. */
export interface ProvedEntry {
  readonly entry: LogEntry;
  readonly hashes: readonly Uint8Array[];
}

/** Limits of a batch, which is in memory at a time: a run is a range of the log without gaps. */
const maxRuns = 8;
const maxRunEntries = 64;
const maxRunBytes = 512 * 1024;
const maxCachedNodes = 4096;

/**
 * Reads the entries of a set in order, each with the proof that it is in the tree of the given size. Between two
 * entries, the caller may add larger sequences to the set.
 */
export async function* readProvedEntries(
  log: EventLog,
  tenantId: string,
  sequences: SequenceSet,
  size: number,
): AsyncGenerator<ProvedEntry> {
  const readNodes = createNodeReader(log, tenantId);
  let next = sequences.next(0);
  while (next !== undefined) {
    const entries = await readBatch(log, tenantId, sequences, next);
    const proofs = await Promise.all(entries.map(({ sequence }) => createInclusionProof(sequence, size, readNodes)));
    for (const [index, entry] of entries.entries()) {
      if (entry.sequence !== next) {
        // The caller has added a sequence that comes first.
        break;
      }
      yield { entry, hashes: proofs[index] as Uint8Array[] };
      next = sequences.next(entry.sequence + 1);
    }
  }
}

async function readBatch(log: EventLog, tenantId: string, sequences: SequenceSet, first: number): Promise<LogEntry[]> {
  const runs: Promise<readonly LogEntry[]>[] = [];
  for (let start: number | undefined = first; start !== undefined && runs.length < maxRuns; ) {
    let limit = 1;
    while (limit < maxRunEntries && sequences.has(start + limit)) {
      limit++;
    }
    runs.push(log.readEntries(tenantId, { fromSequence: start, limit, maxBytes: maxRunBytes }));
    start = sequences.next(start + limit);
  }
  const entries = (await Promise.all(runs)).flat();
  if (entries[0]?.sequence !== first) {
    throw new Error(`log: expected a record with sequence ${first}, which a checkpoint covers, found none`);
  }
  return entries;
}

/**
 * Creates a function that reads nodes of the tree. What is read in one turn is read at once, and what was read last is
 * kept: proofs of neighbours share most nodes.
 */
function createNodeReader(log: EventLog, tenantId: string): ReadNodes {
  const cache = new LRUCache<string, Uint8Array>({ max: maxCachedNodes });
  let wanted = new Map<string, TreeNode>();
  let turn: Promise<ReadonlyMap<string, Uint8Array>> | undefined;
  const readTurn = async () => {
    await undefined;
    const nodes = wanted;
    wanted = new Map();
    turn = undefined;
    const known = new Map<string, Uint8Array>();
    for (const key of nodes.keys()) {
      const hash = cache.get(key);
      if (hash !== undefined) {
        known.set(key, hash);
      }
    }
    const missing = [...nodes].filter(([key]) => !known.has(key));
    const read =
      missing.length === 0
        ? []
        : await log.readNodes(
            tenantId,
            missing.map(([, node]) => node),
          );
    for (const [index, [key]] of missing.entries()) {
      const hash = read[index] as Uint8Array;
      known.set(key, hash);
      cache.set(key, hash);
    }
    return known;
  };
  return async (nodes) => {
    const keys = nodes.map(({ level, index }) => `${level}/${index}`);
    for (const [index, key] of keys.entries()) {
      wanted.set(key, nodes[index] as TreeNode);
    }
    turn ??= readTurn();
    const known = await turn;
    return keys.map((key) => known.get(key) as Uint8Array);
  };
}
