// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** Bytes to import, with progress. */
interface Source {
  readonly chunks: AsyncIterable<Buffer>;
  /** Size of the file in bytes, or 0 if unknown. */
  readonly size: number;
  /** Returns the number of bytes of the file read so far. */
  bytesRead(): number;
}

/** A line of a file, with its position. */
export interface Line {
  /** Line number, counted from 1. */
  readonly number: number;
  /** Offset of the end of this line, in bytes. */
  readonly endOffset: number;
  /** Undefined for a line that is too long or not UTF-8. */
  readonly text: string | undefined;
  /** Why there is no text. */
  readonly problem: string | undefined;
}

/** Position in a file at which reading continues. */
export interface LinePosition {
  readonly offset: number;
  /** Number of lines before the position. */
  readonly line: number;
}

const newline = 0x0a;
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Opens a file at an offset, or stdin for `-`. If the name ends in `.gz`, the offset counts decompressed bytes. */
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

/**
 * Splits bytes, which start at a position, into lines. A line that exceeds the limit is not buffered, so memory stays
 * bounded.
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  position: LinePosition,
  maxLineBytes: number,
): AsyncGenerator<Line> {
  let { offset, line: number } = position;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (end: number): Line => {
    number += 1;
    const line = { number, endOffset: end, ...decodeLine(parts, length, maxLineBytes) };
    parts = [];
    length = 0;
    return line;
  };
  const keep = (part: Buffer) => {
    length += part.length;
    if (length > maxLineBytes) {
      parts = [];
    } else {
      parts.push(part);
    }
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      keep(chunk.subarray(start, end));
      yield take(offset + end + 1);
      start = end + 1;
    }
    keep(chunk.subarray(start));
    offset += chunk.length;
  }
  if (length > 0) {
    yield take(offset);
  }
}

function decodeLine(parts: Buffer[], length: number, maxLineBytes: number): Pick<Line, "text" | "problem"> {
  if (length > maxLineBytes) {
    return { text: undefined, problem: `expected at most ${maxLineBytes} bytes, got ${length}` };
  }
  try {
    return { text: decoder.decode(Buffer.concat(parts)).trim(), problem: undefined };
  } catch {
    return { text: undefined, problem: "expected UTF-8" };
  }
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
