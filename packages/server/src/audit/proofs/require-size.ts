// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";

/** Throws `out_of_range` for a size beyond that of the newest checkpoint. */
export function requireSize(path: string, size: number, newest: number): void {
  if (size > newest) {
    throw new ConnectError(
      `${path}: expected at most ${newest}, the size of the newest checkpoint, got ${size}`,
      Code.OutOfRange,
    );
  }
}
