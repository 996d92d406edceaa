// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Tile, tileWidth } from "@chaukas/spec-integrity";
import { Code, ConnectError } from "@connectrpc/connect";

/** Throws `not_found` for a tile, or a bundle of entries, that goes beyond a log of a size. */
export function requireCoverage({ level, index, width }: Tile, size: number): void {
  const leaves = (index * tileWidth + width) * tileWidth ** level;
  if (leaves > size) {
    throw new ConnectError(
      `index, width: expected what the newest checkpoint covers, which is ${size} records, got up to ${leaves}`,
      Code.NotFound,
    );
  }
}
