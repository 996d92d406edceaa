// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * One line of an API report with the lines below it: a declaration, a member, or a part of a union. The name
 * says which one it is among its neighbours, the type is the rest.
 */
export interface ApiNode {
  /** Such as `interface Violation`, `readonly path`, or `| "valid"` for a part of a union. */
  readonly name: string;
  /** Such as `string`. Empty when there is none, or when the nodes below say it all. */
  readonly type: string;
  readonly children: readonly ApiNode[];
}

/** What one specifier of a package exports. */
export interface ApiEntry {
  readonly specifier: string;
  readonly symbols: readonly ApiNode[];
}

/** Public TypeScript surface of a package. */
export interface ApiReport {
  readonly packageName: string;
  readonly entries: readonly ApiEntry[];
}

/** Line below a type whose values callers make, so that one more required member breaks them. */
export const madeByCallersMark = "made by callers";

/** Name of the section for types that exported ones refer to. */
export const notExported = "not exported, but part of what is";

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
