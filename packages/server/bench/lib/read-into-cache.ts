// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createReadStream } from "node:fs";

/**
 * Reads a file once, so that the operating system has it in memory: a small store is there after a few pages, and what
 * is compared would otherwise be the disk.
 */
export async function readIntoCache(file: string): Promise<void> {
  for await (const _ of createReadStream(file, { highWaterMark: 2 ** 20 })) {
    // Nothing is done with it.
  }
}
