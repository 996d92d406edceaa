// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const tokens = /"(?:[^"\\]|\\.)*"|=>|[([{<]|[)\]}>]|[^"]/gs;

/** Splits TypeScript at a separator of one character, but not within brackets or strings. */
export function splitTopLevel(text: string, separator: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const [token] of text.matchAll(tokens)) {
    if (token === separator && depth === 0) {
      parts.push("");
      continue;
    }
    depth += "([{<".includes(token) ? 1 : ")]}>".includes(token) ? -1 : 0;
    parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
