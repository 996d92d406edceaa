// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import type { HeadedBlocks } from "../export/take-header.js";
import { VerifyError } from "./verify-error.js";

/** The decompressed bytes of an export, and how much of the file has been read. */
export interface ExportBytes {
  readonly chunks: AsyncIterable<Buffer>;
  /** Size of the file in bytes, or 0 if it is not known. */
  readonly total: number;
  /** Returns the number of bytes of the file that have been read. */
  read(): number;
}

/** A file to verify. */
export interface ExportFile extends HeadedBlocks {
  readonly path: string;
  /** Size of the file in bytes, or 0 if it is not known. */
  readonly size: number;
}

const chunkSize = 256 * 1024;

/** Opens an export, or stdin for `-`, and decompresses gzip. Opening and reading fail with a `VerifyError`. */
export async function openExport(path: string): Promise<ExportBytes> {
  let read = 0;
  const total = path === "-" ? 0 : await sizeOf(path);
  const stream = path === "-" ? process.stdin : createReadStream(path, { highWaterMark: chunkSize });
  const counted = (async function* () {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      read += chunk.length;
      yield chunk;
    }
  })();
  return { chunks: named(decompress(counted), path), total, read: () => read };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function* decompress(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const { value: first } = await chunks.next();
  if (first === undefined) {
    return;
  }
  const all = (async function* () {
    yield first;
    yield* chunks;
  })();
  yield* first[0] === 0x1f && first[1] === 0x8b ? gunzip(all) : all;
}

async function* gunzip(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const { pipeline } = await import("node:stream/promises");
  const stream = createGunzip({ chunkSize });
  const written = pipeline(chunks, stream);
  // The reader of the stream gets the same error.
  written.catch(() => {});
  yield* stream as AsyncIterable<Buffer>;
  await written;
}

async function* named(chunks: AsyncGenerator<Buffer>, path: string): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): VerifyError {
  const message = `${path === "-" ? "stdin" : path}: ${(cause as Error).message}`;
  return new VerifyError(message, "check the file and its permissions", { cause });
}
