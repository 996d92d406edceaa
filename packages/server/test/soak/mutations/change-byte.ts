// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Random } from "../../events/random.ts";

/** A value of an SQLite column, with integers as `bigint`. */
export type Cell = bigint | string | Uint8Array | null;

/** Returns the value with one stored byte changed, or undefined for a value without stored bytes. */
export function changeByte(cell: Cell, random: Random): Cell | undefined {
  if (cell === null) {
    return undefined;
  }
  if (typeof cell === "bigint") {
    // SQLite stores integers in as few bytes as possible, and 0 and 1 without any.
    const length = Math.max(1, Math.ceil(cell.toString(2).length / 8));
    return cell ^ (BigInt(1 + random.integer(255)) << BigInt(8 * random.integer(length)));
  }
  const bytes = typeof cell === "string" ? Buffer.from(cell) : Buffer.from(cell);
  if (bytes.length === 0) {
    return undefined;
  }
  const place = random.integer(bytes.length);
  bytes[place] = (bytes[place] as number) ^ (1 + random.integer(255));
  return bytes;
}
