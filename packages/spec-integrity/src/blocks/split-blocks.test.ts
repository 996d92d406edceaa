// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import { expect, it } from "vitest";
import { linesOfBlock } from "./block-lines.ts";
import { splitBlocks } from "./split-blocks.ts";

async function linesOf(bytes: Uint8Array, chunkSize: number, blockBytes: number, maxLineBytes: number) {
  const chunks = (async function* () {
    for (let start = 0; start < bytes.length; start += chunkSize) {
      yield bytes.subarray(start, start + chunkSize);
    }
  })();
  const lines: string[] = [];
  for await (const block of splitBlocks(chunks, { blockBytes, maxLineBytes })) {
    expect(block.bytes.buffer.byteLength).toBeLessThanOrEqual(Math.max(blockBytes, 2 * maxLineBytes));
    lines.push(...[...linesOfBlock(block, maxLineBytes)].map(({ text, problem }) => problem ?? text));
  }
  return lines;
}

const sizes = fc.integer({ min: 1, max: 12 });

it("keeps the lines of a file, whatever the sizes of chunks and blocks", async () => {
  const text = fc.string({ unit: fc.constantFrom("a", "€", "\n", "\r"), maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(text, sizes, sizes, sizes, async (file, chunkSize, blockBytes, maxLineBytes) => {
      const lines = file.endsWith("\n") || file === "" ? file.split("\n").slice(0, -1) : file.split("\n");
      const expected = lines.map((line) => {
        const length = Buffer.byteLength(line);
        return length > maxLineBytes ? `expected at most ${maxLineBytes} bytes, got ${length}` : line;
      });
      expect(await linesOf(Buffer.from(file), chunkSize, blockBytes, maxLineBytes)).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});

it("says which line is not UTF-8", async () => {
  const file = Buffer.concat([Buffer.from("a\n"), Buffer.of(0xff, 0x0a), Buffer.from("\ufeffb")]);
  expect(await linesOf(file, 2, 100, 100)).toEqual(["a", "expected UTF-8", "\ufeffb"]);
});
