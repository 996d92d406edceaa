// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A line of an export. */
export interface ExportLine {
  /** Line number, from 1. */
  readonly number: number;
  /** Undefined for a line that is too long or not UTF-8. */
  readonly text: string | undefined;
  readonly problem?: string;
}

/** A file to verify: its first line, which names its format, and the others. */
export interface ExportFile {
  readonly path: string;
  readonly header: string;
  /** The lines after the first, in groups of any size. */
  readonly lines: AsyncIterable<readonly ExportLine[]>;
}

const newline = 0x0a;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Splits an export into lines. The text of a line over the limit is discarded, which bounds memory. */
export async function* readExportLines(
  chunks: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<ExportLine[]> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;
  const keep = (part: Buffer) => {
    length += part.length;
    parts = length > maxLineBytes ? [] : [...parts, part];
  };
  const take = (): ExportLine => {
    number += 1;
    const line = { number, ...decodeLine(parts, length, maxLineBytes) };
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    // Yields all lines of a chunk at once: one turn of an asynchronous loop costs as much as a short line.
    const lines: ExportLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      keep(chunk.subarray(start, end));
      lines.push(take());
      start = end + 1;
    }
    if (start < chunk.length) {
      keep(chunk.subarray(start));
    }
    yield lines;
  }
  if (length > 0) {
    yield [take()];
  }
}

function decodeLine(parts: Buffer[], length: number, maxLineBytes: number): Omit<ExportLine, "number"> {
  if (length > maxLineBytes) {
    return { text: undefined, problem: `expected at most ${maxLineBytes} bytes, got ${length}` };
  }
  try {
    const [only] = parts;
    return { text: decoder.decode(parts.length === 1 ? only : Buffer.concat(parts)) };
  } catch {
    return { text: undefined, problem: "expected UTF-8" };
  }
}
