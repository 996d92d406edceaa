// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { readTextFile } from "./read-text-file.ts";

it("reads a file as it is", async () => {
  expect(await readTextFile(new File(["\ufeffa\ufffd\r\n"], "a.jsonl"))).toBe("\ufeffa\ufffd\r\n");
});

it("replaces no byte that is not UTF-8", async () => {
  const file = new File([Uint8Array.of(0x61, 0xff)], "a.jsonl");
  await expect(readTextFile(file)).rejects.toThrow("a.jsonl: expected a text in UTF-8");
});

it("reads no file that a page cannot hold", async () => {
  const file = new File([new Uint8Array(32 * 1024 * 1024 + 1)], "a.jsonl");
  await expect(readTextFile(file)).rejects.toThrow("a.jsonl: expected at most 33554432 bytes, got 33554433");
});
