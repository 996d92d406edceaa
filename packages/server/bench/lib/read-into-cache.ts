// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createReadStream } from "node:fs";

/**
 * Reads a file once, so that the operating system caches it. A small store is cached after a few pages, so otherwise
 * the comparison would measure the disk.
 */
export async function readIntoCache(file: string): Promise<void> {
  for await (const _ of createReadStream(file, { highWaterMark: 2 ** 20 })) {
    // Only reading matters.
  }
}
