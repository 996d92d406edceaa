// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * One line of an API report with the lines below it: a declaration, a member, or a part of a union. The name identifies
 * it among its siblings, and the type is the rest of the line.
 */
export interface ApiNode {
  /** Such as `interface Violation`, `readonly path`, or `| "valid"` for a part of a union. */
  readonly name: string;
  /** Such as `string`. Empty if there is none, or if the nodes below describe it completely. */
  readonly type: string;
  readonly children: readonly ApiNode[];
}

/** The exports of one specifier of a package. */
export interface ApiEntry {
  readonly specifier: string;
  readonly symbols: readonly ApiNode[];
}

/** Public TypeScript surface of a package. */
export interface ApiReport {
  readonly packageName: string;
  readonly entries: readonly ApiEntry[];
}

/** Line below a type whose values callers create, so a new required member breaks callers. */
export const madeByCallersMark = "made by callers";

/** Name of the section for types that exported types refer to without being exported themselves. */
export const notExported = "not exported, but part of what is";

const tokens = /"(?:[^"\\]|\\.)*"|=>|[([{<]|[)\]}>]|[^"]/gs;

/** Splits TypeScript at a separator of one character, except within brackets and strings. */
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
