// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Whole lines of a file, in UTF-8. Only the last line of the file may lack its line feed. */
export interface LineBlock {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Size in bytes of a line that was too long to keep, which then stands in place of the bytes. */
  readonly tooLong?: number;
}

/** Sizes that {@link splitBlocks} keeps to. */
export interface BlockLimits {
  /** Maximum size of a block in bytes, unless a single line is larger. */
  readonly blockBytes: number;
  /** Maximum size of a line in bytes, without the line feed. */
  readonly maxLineBytes: number;
}

/** Sizes of blocks and lines, unless others are given. */
export const defaultBlockLimits: BlockLimits = { blockBytes: 256 * 1024, maxLineBytes: 64 * 1024 * 1024 };

const newline = 0x0a;
const noBytes = new Uint8Array();

/**
 * Splits a file, given in chunks of any size, into blocks of whole lines. Each block has a buffer of its own, which its
 * receiver may transfer. The text of a line over the limit is discarded, which bounds memory.
 */
export async function* splitBlocks(
  chunks: AsyncIterable<Uint8Array>,
  limits: BlockLimits = defaultBlockLimits,
): AsyncGenerator<LineBlock> {
  // The longest line fits with its line feed, and no longer one does.
  const maxBytes = limits.maxLineBytes + 1;
  let buffer = createBuffer(0);
  let length = 0;
  /** Bytes so far of a line that is too long. */
  let discarded = 0;
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; ) {
      if (discarded > 0) {
        const end = chunk.indexOf(newline, start);
        discarded += (end === -1 ? chunk.length : end) - start;
        start = end === -1 ? chunk.length : end + 1;
        if (end !== -1) {
          yield { bytes: noBytes, tooLong: discarded };
          discarded = 0;
        }
        continue;
      }
      const part = chunk.subarray(start, start + buffer.length - length);
      buffer.set(part, length);
      length += part.length;
      start += part.length;
      if (length < buffer.length) {
        continue;
      }
      const full = buffer;
      const end = full.lastIndexOf(newline) + 1;
      discarded = end === 0 && length === maxBytes ? length : 0;
      const rest = discarded > 0 ? noBytes : full.subarray(end);
      buffer = createBuffer(rest.length);
      buffer.set(rest);
      length = rest.length;
      if (end > 0) {
        yield { bytes: full.subarray(0, end) };
      }
    }
  }
  if (discarded > 0) {
    yield { bytes: noBytes, tooLong: discarded };
  } else if (length > 0) {
    yield { bytes: buffer.subarray(0, length) };
  }

  /** Creates a buffer that has room for more than the given number of bytes. */
  function createBuffer(used: number): Uint8Array<ArrayBuffer> {
    let size = limits.blockBytes;
    while (size <= used) {
      size *= 2;
    }
    return new Uint8Array(Math.min(size, maxBytes));
  }
}
