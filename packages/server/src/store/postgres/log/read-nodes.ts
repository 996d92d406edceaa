// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type TreeNode, tileWidth } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import { StoreError } from "../../contract/store-error.js";
import { type TilePlace, tilePlaceOf } from "../../records/chain-records.js";
import { hashLength, hashSubtree } from "../../records/hashes.js";

/**
 * Statement that reads the hashes from which nodes are computed: from a full tile or, at the edge of the tree, from the
 * leaves or roots that the tile will consist of.
 */
export const selectHashes = `
  select coalesce(
      (select substring(t.hashes from n.start * ${hashLength} + 1 for n.count * ${hashLength}) from chaukas.tiles t
        where t.tenant_id = $1 and t.level = n.level and t.index = n.index),
      case when n.level = 0 then
        (select string_agg(e.leaf, '' order by e.sequence) from chaukas.events e
          where e.tenant_id = $1 and e.sequence >= n.index * ${tileWidth} + n.start
            and e.sequence < n.index * ${tileWidth} + n.start + n.count)
      else
        (select string_agg(t.root, '' order by t.index) from chaukas.tiles t
          where t.tenant_id = $1 and t.level = n.level - 1 and t.index >= n.index * ${tileWidth} + n.start
            and t.index < n.index * ${tileWidth} + n.start + n.count)
      end) as hashes
    from unnest($2::integer[], $3::bigint[], $4::integer[], $5::integer[])
      with ordinality as n(level, index, start, count, place)
   order by n.place`;

/** Reads the hashes of complete subtrees. The tenant is in the form of `toColumnText`. */
export async function readNodes(
  client: ClientBase,
  tenantId: string,
  nodes: readonly TreeNode[],
): Promise<Uint8Array[]> {
  const stretches = listStretches(nodes);
  const places = stretches.map(([first]) => first);
  const { rows } = await client.query<{ hashes: Uint8Array | null }>(selectHashes, [
    tenantId,
    places.map((place) => place?.level),
    places.map((place) => place?.index),
    places.map((place) => place?.start),
    stretches.map((stretch) => stretch.reduce((sum, { count }) => sum + count, 0)),
  ]);
  return stretches.flatMap((stretch, index) => hashStretch(tenantId, stretch, rows[index]?.hashes));
}

/** Groups nodes whose hashes are adjacent in a tile, such as all those of one tile. */
function listStretches(nodes: readonly TreeNode[]): TilePlace[][] {
  const stretches: TilePlace[][] = [];
  let last: TilePlace | undefined;
  for (const place of nodes.map(tilePlaceOf)) {
    const { level, index, start } = place;
    if (last?.level === level && last.index === index && last.start + last.count === start) {
      stretches.at(-1)?.push(place);
    } else {
      stretches.push([place]);
    }
    last = place;
  }
  return stretches;
}

function hashStretch(
  tenantId: string,
  stretch: readonly TilePlace[],
  hashes: Uint8Array | null | undefined,
): Uint8Array[] {
  const offset = stretch[0]?.start ?? 0;
  return stretch.map(({ level, index, start, count }) => {
    const part = hashes?.subarray((start - offset) * hashLength, (start - offset + count) * hashLength);
    if (part?.length !== count * hashLength) {
      const place = `tile ${index} of level ${level} of tenant ${JSON.stringify(tenantId)}`;
      throw new StoreError("corrupt", `${place}: expected ${count} hashes from index ${start} on; restore a backup`);
    }
    return new Uint8Array(hashSubtree(part));
  });
}
