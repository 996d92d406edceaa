// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import { openSource } from "./open-source.js";
import { type Line, readLines } from "./read-lines.js";

const folder = mkdtempSync(join(tmpdir(), "chaukas-source-"));
afterAll(() => rmSync(folder, { recursive: true }));

// Not compressible, so that a part of the file holds about the same part of the lines.
const lines = Array.from(
  { length: 3000 },
  (_, index) => `{"line":${index},"text":"${(index * 2654435761) % 2 ** 32}"}`,
);
const text = lines.map((line) => `${line}\n`).join("");
const zipped = gzipSync(text);

async function readFile(name: string, content: Uint8Array | string, start = { offset: 0, line: 0 }) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const { chunks } = await openSource(path, start.offset);
  const read: Line[] = [];
  for await (const line of readLines(chunks, { name, start, maxLineBytes: 1000 })) {
    read.push(line);
  }
  return { texts: read.flatMap((line) => line.text ?? []), last: read.at(-1) as Line };
}

it("reads gzip and text by their content, whatever their name", async () => {
  expect((await readFile("text.jsonl.gz", text)).texts).toEqual(lines);
  expect((await readFile("zipped.jsonl", zipped)).texts).toEqual(lines);
  expect((await readFile("two-members.gz", Buffer.concat([zipped, zipped]))).texts).toEqual([...lines, ...lines]);
  expect((await readFile("begins-with-a-mark.jsonl", `\ufeff${text}`)).texts).toEqual(lines);
  expect((await readFile("empty.gz", gzipSync(""))).texts).toEqual([]);
});

it.each([
  ["cut after a few bytes", zipped.subarray(0, 12)],
  ["cut in the middle", zipped.subarray(0, zipped.length / 2)],
  ["cut before the checksum", zipped.subarray(0, -8)],
  ["cut before its last byte", zipped.subarray(0, -1)],
])("yields every complete line of gzip %s, then one failure with line and byte", async (_, content) => {
  const { texts, last } = await readFile("broken.gz", content);
  expect(texts).toEqual(lines.slice(0, texts.length));
  const offset = Buffer.byteLength(texts.map((line) => `${line}\n`).join(""));
  expect(last.failure).toMatchObject({ code: "incomplete", remedy: expect.stringContaining("--resume") });
  expect(last.failure?.message).toMatch(
    `broken.gz:${texts.length + 1}: byte ${offset}: expected gzip data up to its end: `,
  );
  const rest = await readFile("whole.gz", zipped, { offset, line: texts.length });
  expect([...texts, ...rest.texts]).toEqual(lines);
});

it.each([
  ["damaged in the middle", changeByte(zipped, zipped.length / 2), ""],
  ["with a wrong checksum", changeByte(zipped, zipped.length - 6), "incorrect data check"],
  ["with garbage after the end", Buffer.concat([zipped, Buffer.from("garbage")]), "incorrect header check"],
])("refuses gzip %s before it yields a line, since later lines may be others", async (_, content, reason) => {
  await expect(readFile("damaged.gz", content)).rejects.toMatchObject({
    code: "unreadable",
    message: expect.stringMatching(`damaged.gz: expected undamaged gzip data: .*${reason}; nothing was imported$`),
  });
});

it("yields what a cut file has: half of the lines for half of the bytes", async () => {
  const { texts } = await readFile("half.gz", zipped.subarray(0, zipped.length / 2));
  expect(texts.length).toBeGreaterThan(1000);
  expect((await readFile("end.gz", zipped.subarray(0, -8))).texts).toEqual(lines);
});

it.each([
  ["UTF-16 with a mark", Buffer.from(`\ufeff${text}`, "utf16le"), "UTF-16"],
  ["UTF-16 with a mark, big-endian", Buffer.from(`\ufeff${text}`, "utf16le").swap16(), "UTF-16"],
  ["UTF-16 without a mark", Buffer.from(text, "utf16le"), "UTF-16"],
  ["UTF-16 in gzip", gzipSync(Buffer.from(`\ufeff${text}`, "utf16le")), "UTF-16"],
  ["an SQLite database", "SQLite format 3\u0000", "an SQLite database"],
  ["a zip file", "PK\u0003\u0004", "a zip file"],
  ["a zstd file", Buffer.from("28b52ffd00", "hex"), "a zstd file"],
])("refuses %s with one error", async (_, content, found) => {
  const message = `other.jsonl:1: byte 0: expected lines of JSON in UTF-8, got ${found}`;
  const failure = await readFile("other.jsonl", content).then(
    ({ last }) => last.failure,
    (error) => error,
  );
  expect(failure).toMatchObject({ code: "unreadable", message: expect.stringMatching(`${message}$`) });
});

function changeByte(bytes: Uint8Array, index: number): Buffer {
  const changed = Buffer.from(bytes);
  const place = Math.floor(index);
  changed[place] = (changed[place] ?? 0) ^ 0xff;
  return changed;
}
