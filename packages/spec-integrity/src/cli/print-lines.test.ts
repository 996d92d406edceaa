// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { escapeUnprintable, printLines } from "./print-lines.ts";

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("escapeUnprintable", () => {
  it.each<[string, number[]]>([
    ["controls below space", range(0, 0x1f)],
    ["DEL and C1", range(0x7f, 0x9f)],
    ["line separators", [0x2028, 0x2029]],
    ["marks, embeddings, overrides and isolates of direction", [0x61c, 0x200e, 0x200f, ...range(0x202a, 0x202e)]],
    ["isolates of direction", range(0x2066, 0x2069)],
    ["lone surrogates", [0xd800, 0xdbff, 0xdc00, 0xdfff]],
  ])("escapes %s", (_, codes) => {
    for (const code of codes) {
      const escaped = `a\\u${code.toString(16).padStart(4, "0")}b`;
      expect(escapeUnprintable(`a${String.fromCharCode(code)}b`)).toBe(escaped);
    }
  });

  it("leaves all other text as it is", () => {
    const text = 'a "b" \\ ~ é € 退款 😀 █ /a~1b';
    expect(escapeUnprintable(text)).toBe(text);
  });

  it("leaves JSON the same JSON", () => {
    const value = { "a\u009b": "\u001b[2J\u007f\u0085\u202e\ud800 \n" };
    const escaped = escapeUnprintable(JSON.stringify(value));
    expect(escaped).toMatch(/^[ -~]*$/);
    expect(JSON.parse(escaped)).toEqual(value);
  });
});

describe("printLines", () => {
  it("ends a line only where it was told to", () => {
    const stream = new PassThrough();
    printLines(stream, ["one\nPROVED: two", "three\r"]);
    expect(String(stream.read())).toBe("one\\u000aPROVED: two\nthree\\u000d\n");
  });
});
