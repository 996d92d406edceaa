// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError } from "../errors/integrity-error.js";
import type { TreeNode } from "./tree-node.js";

/** Number of hashes in a full tile. */
export const tileWidth = 256;

/** Number of levels of the tree per level of tiles. */
const tileHeight = 8;

/** A tile of C2SP tlog-tiles: adjacent hashes of one level of the tree. */
export interface Tile {
  /** Level of tiles, from 0 to 63. Its hashes are at level `8 * level` of the tree. */
  readonly level: number;
  /** Index of the tile in its level, from 0. */
  readonly index: number;
  /** Number of hashes in the tile, from 1 to 256. A tile with fewer than 256 is partial: the log has yet to fill it. */
  readonly width: number;
}

const pattern = /^tile\/(0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Writes the path of a tile, such as `tile/0/x001/x234/067.p/8`. */
export function formatTilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  const path = groups.map((group, place) => (place === groups.length - 1 ? group : `x${group}`)).join("/");
  return `tile/${level}/${path}${width === tileWidth ? "" : `.p/${width}`}`;
}

/** Reads what {@link formatTilePath} writes. Throws an `IntegrityError` of code `malformed` for other texts. */
export function parseTilePath(path: string): Tile {
  const [, level, index = "", width] = pattern.exec(path) ?? [];
  const tile: Tile = {
    level: Number(level),
    index: Number(index.replaceAll(/[x/]/g, "")),
    width: width === undefined ? tileWidth : Number(width),
  };
  const isTile = level !== undefined && tile.level < 64 && tile.width <= tileWidth && Number.isSafeInteger(tile.index);
  if (!isTile || formatTilePath(tile) !== path) {
    const problem = `expected a path such as tile/0/x001/067, got ${JSON.stringify(path.slice(0, 200))}`;
    throw new IntegrityError("malformed", "", problem, "tile");
  }
  return tile;
}

/** Returns the nodes of the tree whose hashes a tile contains, from left to right. */
export function listTileNodes({ level, index, width }: Tile): TreeNode[] {
  return Array.from({ length: width }, (_, place) => ({ level: level * tileHeight, index: index * tileWidth + place }));
}
