// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { decodeLine, endOfLine } from "../blocks/block-lines.js";
import type { LineBlock } from "../blocks/split-blocks.js";

/** A file without its first line, which names its format. */
export interface HeadedBlocks {
  /** The first line. Empty if it cannot be read. */
  readonly header: string;
  /** The lines after the first. */
  readonly blocks: AsyncIterable<LineBlock>;
}

/** Takes the first line off a file. Resolves with undefined for an empty file. */
export async function takeHeader(blocks: AsyncGenerator<LineBlock>): Promise<HeadedBlocks | undefined> {
  const { value: first } = await blocks.next();
  if (first === undefined) {
    return undefined;
  }
  const { bytes } = first as LineBlock;
  const { end, next } = endOfLine(bytes, 0);
  return { header: decodeLine(bytes.subarray(0, end)) ?? "", blocks: follow(bytes.subarray(next)) };

  async function* follow(rest: LineBlock["bytes"]): AsyncGenerator<LineBlock> {
    yield { bytes: rest };
    yield* blocks;
  }
}
