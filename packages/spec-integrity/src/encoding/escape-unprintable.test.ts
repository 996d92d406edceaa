// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { escapeUnprintable } from "./escape-unprintable.ts";

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("escapeUnprintable", () => {
  it.each<[string, number[]]>([
    ["controls below space", range(0, 0x1f)],
    ["DEL and C1", range(0x7f, 0x9f)],
    ["line separators", [0x2028, 0x2029]],
    ["marks, embeddings, overrides and isolates of direction", [0x61c, 0x200e, 0x200f, ...range(0x202a, 0x202e)]],
    ["isolates of direction", range(0x2066, 0x2069)],
    ["lone surrogates", [0xd800, 0xdbff, 0xdc00, 0xdfff]],
    ["what has no width", [0xad, 0x200b, ...range(0x2060, 0x2065), 0x3164, 0xfeff]],
  ])("escapes %s", (_, codes) => {
    for (const code of codes) {
      const escaped = `a\\u${code.toString(16).padStart(4, "0")}b`;
      expect(escapeUnprintable(`a${String.fromCharCode(code)}b`)).toBe(escaped);
    }
  });

  it("escapes tags, which have two halves", () => {
    for (const code of range(0xe0000, 0xe007f)) {
      const escaped = `\\udb40\\u${(0xdc00 + code - 0xe0000).toString(16)}`;
      expect(escapeUnprintable(`a${String.fromCodePoint(code)}b`)).toBe(`a${escaped}b`);
    }
  });

  it.each(['a "b" \\ ~ é € 退款 😀 █ /a~1b', "שלום مرحبا", "👩\u200d💻 می\u200cخواهم", "naïve – “quoted” €\u00a05"])(
    "leaves %j as it is",
    (text) => {
      expect(escapeUnprintable(text)).toBe(text);
    },
  );

  it("keeps lines where it is told to, and nothing else", () => {
    expect(escapeUnprintable("one\n\ttwo\r\n\u001b", { keepLines: true })).toBe("one\n\ttwo\r\n\\u001b");
  });

  it("leaves JSON the same JSON", () => {
    const value = { "a\u009b": "\u001b[2J\u007f\u0085\u202e\ud800 \n" };
    const escaped = escapeUnprintable(JSON.stringify(value));
    expect(escaped).toMatch(/^[ -~]*$/);
    expect(JSON.parse(escaped)).toEqual(value);
  });
});
