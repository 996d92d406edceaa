// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { LineBlock } from "./split-blocks.js";

/** A line of a file. */
export interface TextLine {
  /** Empty for a line that is too long or not UTF-8, which `problem` then says. */
  readonly text: string;
  readonly problem?: string;
}

const newline = 0x0a;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Returns the index after the line that begins at an index of a block, without and with its line feed. */
export function endOfLine(bytes: Uint8Array, start: number): { readonly end: number; readonly next: number } {
  const end = bytes.indexOf(newline, start);
  return end === -1 ? { end: bytes.length, next: bytes.length } : { end, next: end + 1 };
}

/** Decodes a line. Returns undefined if it is not UTF-8. */
export function decodeLine(line: Uint8Array): string | undefined {
  try {
    return decoder.decode(line);
  } catch {
    return undefined;
  }
}

/** Returns the lines of a block, one by one. */
export function* linesOfBlock({ bytes, tooLong }: LineBlock, maxLineBytes: number): Generator<TextLine> {
  if (tooLong !== undefined) {
    yield { text: "", problem: `expected at most ${maxLineBytes} bytes, got ${tooLong}` };
  }
  for (let start = 0; start < bytes.length; ) {
    const { end, next } = endOfLine(bytes, start);
    const text = decodeLine(bytes.subarray(start, end));
    yield text === undefined ? { text: "", problem: "expected UTF-8" } : { text };
    start = next;
  }
}
