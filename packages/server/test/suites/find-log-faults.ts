// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  type CompactRange,
  createCompactRange,
  createTrailVerifier,
  type EventOpening,
  formatOrigin,
  type TreeNode,
} from "@chaukas/spec-integrity";
import type { EventLog, LogEntry, LogOpening } from "../../src/store/contract/event-log.js";
import { toHex } from "../../src/store/records/hashes.js";

const pageSize = 500;

/**
 * Lists the faults of a tenant's log: records that do not match their events or the previous record, and a head, nodes
 * or a checkpoint that do not match the tree over the leaves.
 */
export async function findLogFaults(log: EventLog, tenantId: string): Promise<string[]> {
  const head = await log.readHead(tenantId);
  const checkpoint = await log.readCheckpoint(tenantId);
  const origin = formatOrigin(log.originHost, tenantId);
  const checkpoints = checkpoint === undefined ? [] : [{ ...checkpoint, origin }];
  const verifier = createTrailVerifier({ origin, checkpoints });
  const tree = createCompactRange();
  const faults: string[] = [];
  while (tree.size < head.size) {
    const limit = Math.min(pageSize, head.size - tree.size);
    const entries = await log.readEntries(tenantId, { fromSequence: tree.size, limit });
    if (entries.length === 0) {
      return [`${tenantId}: expected ${head.size} records, found ${tree.size}`];
    }
    for (const entry of entries) {
      verifier.push(recordOf(entry));
    }
    faults.push(...(await findNodeFaults(log, tenantId, addLeaves(tree, entries))));
  }
  const result = verifier.finish();
  if (!result.valid) {
    faults.push(`${tenantId}: ${result.message}`);
  }
  if (toHex(tree.root()) !== toHex(head.root)) {
    faults.push(`${tenantId}: expected root ${toHex(tree.root())} in the head, found ${toHex(head.root)}`);
  }
  return faults;
}

function recordOf(entry: LogEntry) {
  const { sequence, leaf, commit, opening, event } = entry;
  return { sequence, leaf: toHex(leaf), commit: toHex(commit), opening: openingOf(opening), event };
}

function openingOf(opening: LogOpening): EventOpening {
  if (opening.kind === "salt_key") {
    return { key: toHex(opening.saltKey) };
  }
  const { fields = [], method = "", saltId = "" } = opening.sourceRedaction ?? {};
  return {
    leaves: opening.leaves.map((leaf) =>
      leaf.kind === "open" ? { path: leaf.path, salt: toHex(leaf.salt) } : { digest: toHex(leaf.digest) },
    ),
    ...(opening.sourceRedaction !== undefined && {
      redaction: {
        ...(fields.length > 0 && { fields }),
        ...(method !== "" && { method }),
        ...(saltId !== "" && { salt_id: saltId }),
      },
    }),
  };
}

interface NodeHash {
  readonly node: TreeNode;
  readonly hash: Uint8Array;
}

function addLeaves(tree: CompactRange, entries: readonly LogEntry[]): NodeHash[] {
  const nodes: NodeHash[] = [];
  for (const { leaf } of entries) {
    tree.append(leaf, (node, hash) => nodes.push({ node, hash }));
  }
  return nodes;
}

async function findNodeFaults(log: EventLog, tenantId: string, expected: readonly NodeHash[]): Promise<string[]> {
  const stored = await log.readNodes(
    tenantId,
    expected.map(({ node }) => node),
  );
  return expected.flatMap(({ node: { level, index }, hash }, place) => {
    const found = stored[place];
    return found !== undefined && toHex(found) === toHex(hash) ? [] : [`${tenantId}: node ${index} of level ${level}`];
  });
}
