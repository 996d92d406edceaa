// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { escapeFormulas } from "./escape-formulas.ts";

const signs = ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"];

describe("escapeFormulas", () => {
  it.each([...signs, "\t", "\r", "\n"])("puts an apostrophe before %j at the beginning", (sign) => {
    expect(escapeFormulas(`${sign}1`)).toBe(`'${sign}1`);
  });

  it.each([";", "\t", "\r", "\n", "; ", ';"', "; '\"  "])("puts one before each sign after %j", (between) => {
    for (const sign of signs) {
      expect(escapeFormulas(`a${between}${sign}cmd|' /C calc'!A0;b`)).toBe(`a${between}'${sign}cmd|' /C calc'!A0;b`);
    }
  });

  it("puts one before every formula of a text", () => {
    expect(escapeFormulas("=1;=2;x;+3\n@4")).toBe("'=1;'=2;x;'+3\n'@4");
    expect(escapeFormulas("\t=1")).toBe("'\t'=1");
  });

  it.each(["", "a", "a=1", "a, -1", "1;2", "x ; y", "mail@example.com", "2026-11-22", '{"a":-1,"b":"=1"}'])(
    "leaves %j as it is",
    (text) => {
      expect(escapeFormulas(text)).toBe(text);
    },
  );

  it("leaves JSON valid", () => {
    const value = { text: "a;=1\n+2", number: -5 };
    expect(JSON.parse(escapeFormulas(JSON.stringify(value)))).toEqual({ text: "a;'=1\n+2", number: -5 });
  });
});
