// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type TreeNode, tileWidth } from "@chaukas/spec-integrity";

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
