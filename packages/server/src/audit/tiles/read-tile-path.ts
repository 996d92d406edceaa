// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseTilePath, type Tile } from "@chaukas/spec-integrity";
import { Code, ConnectError } from "@connectrpc/connect";

/** Reads the place of a tile from the end of its URL, such as `x001/067.p/8`. Throws `invalid_argument`. */
export function readTilePath(level: string, index: string): Tile {
  try {
    return parseTilePath(`tile/${level}/${index}`);
  } catch (error) {
    throw new ConnectError((error as Error).message, Code.InvalidArgument);
  }
}
