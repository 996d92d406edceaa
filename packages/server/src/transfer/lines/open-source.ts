// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { TransferError } from "./transfer-error.js";

/** Bytes to import, decompressed, with progress. */
interface Source {
  readonly chunks: AsyncIterable<Buffer>;
  /** Size of the file in bytes, or 0 if unknown. */
  readonly size: number;
  /** Returns the number of bytes of the file read so far. */
  bytesRead(): number;
}

/** Enough to recognize every format that is not text. */
const headLength = 16;

// What is decompressed from one chunk is buffered: at most about a thousand times as much.
const compressedChunkBytes = 16 * 1024;
const chunkBytes = 256 * 1024;

/**
 * Opens a text file at an offset, or stdin for `-`. A gzip file is recognized by its first bytes, whatever its name; the
 * offset counts decompressed bytes. Rejects, or fails while reading, with a `TransferError` of code `unreadable` for
 * other formats.
 */
export async function openSource(path: string, offset: number): Promise<Source> {
  if (path === "-") {
    return { chunks: decode(process.stdin, "stdin"), size: 0, bytesRead: () => 0 };
  }
  const { size } = await stat(path);
  const head = await readHead(path);
  if (isGzip(head)) {
    await requireUndamaged(path);
    const stream = createReadStream(path, { highWaterMark: compressedChunkBytes });
    const chunks = skipBytes(requireText(gunzip(stream), path), offset);
    return { chunks, size, bytesRead: () => stream.bytesRead };
  }
  refuseOtherFormats(head, path);
  const stream = createReadStream(path, { start: offset, highWaterMark: chunkBytes });
  return { chunks: stream, size, bytesRead: () => offset + stream.bytesRead };
}

/**
 * Rejects if gzip data is damaged, rather than cut. What follows the damage would be read as other lines, and only the
 * checksum at the end tells.
 */
async function requireUndamaged(path: string): Promise<void> {
  try {
    await pipeline(createReadStream(path), createGunzip({ chunkSize: chunkBytes }), async (chunks) => {
      for await (const _ of chunks) {
        // Decompressed to compare the checksum.
      }
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith("Z_") && code !== "Z_BUF_ERROR") {
      const problem = `expected undamaged gzip data: ${message}; nothing was imported`;
      throw new TransferError("unreadable", `${path}: ${problem}`, "get the file again", { cause: error });
    }
    if (code !== "Z_BUF_ERROR") {
      throw error;
    }
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength), 0, headLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Decompresses a stream if it begins like a gzip file. */
async function* decode(stream: Readable, name: string): AsyncGenerator<Buffer> {
  const iterator = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) {
    return;
  }
  const all = (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
  yield* requireText(isGzip(first.value) ? gunzip(all) : all, name);
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Decompresses gzip. If the data is cut or damaged, everything before that is yielded first: a stream that fails drops
 * what it has buffered, so its output is collected as it comes.
 */
async function* gunzip(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createGunzip();
  let ready: Buffer[] = [];
  let failure: Error | undefined;
  stream.on("data", (chunk: Buffer) => ready.push(chunk));
  // After an error, a stream never calls back for what was written to it.
  let wake = () => {};
  stream.on("error", (error) => {
    failure = error;
    wake();
  });
  const step = (start: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      start(resolve);
    });
  const takeReady = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  const settle = () => {
    if (failure !== undefined) {
      throw new Error(`expected gzip data up to its end: ${failure.message}`, { cause: failure });
    }
  };
  try {
    for await (const chunk of chunks) {
      await step((done) => stream.write(chunk, done));
      yield* takeReady();
      settle();
    }
    await step((done) => stream.once("end", done).end());
    yield* takeReady();
    settle();
  } finally {
    stream.destroy();
  }
}

/** Refuses text in other encodings and other files by their first bytes. */
async function* requireText(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst) {
      refuseOtherFormats(chunk.subarray(0, headLength), name);
      isFirst = false;
    }
    yield chunk;
  }
}

const formats: readonly (readonly [begin: string, name: string, remedy: string])[] = [
  ["fffe", "UTF-16", "convert it, for example with `iconv -f UTF-16 -t UTF-8`"],
  ["feff", "UTF-16", "convert it, for example with `iconv -f UTF-16 -t UTF-8`"],
  ["0000feff", "UTF-32", "convert it, for example with `iconv -f UTF-32 -t UTF-8`"],
  ["7b00", "UTF-16", "convert it, for example with `iconv -f UTF-16LE -t UTF-8`"],
  ["007b", "UTF-16", "convert it, for example with `iconv -f UTF-16BE -t UTF-8`"],
  ["5b00", "UTF-16", "convert it, for example with `iconv -f UTF-16LE -t UTF-8`"],
  ["005b", "UTF-16", "convert it, for example with `iconv -f UTF-16BE -t UTF-8`"],
  ["53514c69746520666f726d6174203300", "an SQLite database", "import a store with --log"],
  ["504b0304", "a zip file", "unpack it first"],
  ["28b52ffd", "a zstd file", "decompress it first, or pipe it: `zstd -dc FILE | chaukas-server import -`"],
  ["fd377a585a00", "an xz file", "decompress it first, or pipe it: `xz -dc FILE | chaukas-server import -`"],
  ["425a68", "a bzip2 file", "decompress it first, or pipe it: `bzip2 -dc FILE | chaukas-server import -`"],
];

function refuseOtherFormats(head: Buffer, name: string): void {
  const hex = head.toString("hex");
  const [, found, remedy] = formats.find(([begin]) => hex.startsWith(begin)) ?? [];
  if (found !== undefined && remedy !== undefined) {
    throw new TransferError("unreadable", `${name}:1: byte 0: expected lines of JSON in UTF-8, got ${found}`, remedy);
  }
}

async function* skipBytes(chunks: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of chunks) {
    const skipped = Math.min(left, chunk.length);
    left -= skipped;
    if (skipped < chunk.length) {
      yield chunk.subarray(skipped);
    }
  }
}
