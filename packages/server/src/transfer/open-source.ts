// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** Bytes to import, with how far they have been read. */
export interface Source {
  readonly chunks: AsyncIterable<Buffer>;
  /** Bytes of the file, or 0 where that is not known. */
  readonly size: number;
  /** Bytes of the file that were read. */
  bytesRead(): number;
}

/** Opens a file, `-` for stdin, from an offset on. The offset counts decompressed bytes where the name ends in `.gz`. */
export async function openSource(path: string, offset: number): Promise<Source> {
  if (path === "-") {
    return { chunks: process.stdin, size: 0, bytesRead: () => 0 };
  }
  const { size } = await stat(path);
  if (!path.endsWith(".gz")) {
    const stream = createReadStream(path, { start: offset, highWaterMark: 256 * 1024 });
    return { chunks: stream, size, bytesRead: () => offset + stream.bytesRead };
  }
  const stream = createReadStream(path);
  const gunzip = createGunzip();
  stream.on("error", (error) => gunzip.destroy(error));
  return { chunks: skipBytes(stream.pipe(gunzip), offset), size, bytesRead: () => stream.bytesRead };
}

async function* skipBytes(stream: Readable, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const skipped = Math.min(left, chunk.length);
    left -= skipped;
    if (skipped < chunk.length) {
      yield chunk.subarray(skipped);
    }
  }
}
