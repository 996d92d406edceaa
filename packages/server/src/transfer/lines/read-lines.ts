// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { TransferError } from "./transfer-error.js";

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
  /** Why no line can be read from here on. The lines before this one are complete. */
  readonly failure?: TransferError;
}

/** Position in a file at which reading continues. */
export interface LinePosition {
  readonly offset: number;
  /** Number of lines before the position. */
  readonly line: number;
}

/** Options of {@link readLines}. */
export interface ReadLinesOptions {
  /** Name of the file in messages. */
  readonly name: string;
  /** Position at which the bytes start. */
  readonly start: LinePosition;
  /** Maximum length of a line, in bytes. A longer one is not buffered, so memory stays bounded. */
  readonly maxLineBytes: number;
}

const newline = 0x0a;
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Splits bytes into lines. If the bytes end with an error, every complete line before it is yielded, then one with the
 * failure.
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  { name, start, maxLineBytes }: ReadLinesOptions,
): AsyncGenerator<Line> {
  let { offset, line: number } = start;
  let lineStart = offset;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (end: number): Line => {
    number += 1;
    const line = { number, endOffset: end, ...decodeLine(parts, length, maxLineBytes) };
    lineStart = end;
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
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    for (;;) {
      const read = await readChunk(iterator);
      if (read instanceof Error) {
        const failure = describeFailure(read, `${name}:${number + 1}: byte ${lineStart}`);
        yield { number: number + 1, endOffset: lineStart, text: undefined, problem: undefined, failure };
        return;
      }
      if (read === undefined) {
        break;
      }
      let from = 0;
      for (let end = read.indexOf(newline); end !== -1; end = read.indexOf(newline, from)) {
        keep(read.subarray(from, end));
        yield take(offset + end + 1);
        from = end + 1;
      }
      keep(read.subarray(from));
      offset += read.length;
    }
    if (length > 0) {
      yield take(offset);
    }
  } finally {
    await iterator.return?.();
  }
}

/** Reads the next bytes. Resolves with undefined at the end, and with an error if the bytes cannot be read. */
async function readChunk(iterator: AsyncIterator<Buffer>): Promise<Buffer | Error | undefined> {
  try {
    const { value, done } = await iterator.next();
    return done ? undefined : value;
  } catch (error) {
    return error as Error;
  }
}

function describeFailure(error: Error, place: string): TransferError {
  if (error instanceof TransferError && error.code === "unreadable") {
    return error;
  }
  const remedy = "get the whole file, then repeat the import: with --resume, it continues after the last complete line";
  return new TransferError("incomplete", `${place}: ${error.message}`, remedy, { cause: error });
}

function decodeLine(parts: Buffer[], length: number, maxLineBytes: number): Pick<Line, "text" | "problem"> {
  if (length > maxLineBytes) {
    return { text: undefined, problem: `expected at most ${maxLineBytes} bytes, got ${length}` };
  }
  try {
    return { text: decoder.decode(Buffer.concat(parts)).trimEnd(), problem: undefined };
  } catch {
    return { text: undefined, problem: "expected UTF-8" };
  }
}
