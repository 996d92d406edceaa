// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A row of a contract table, by column name. Missing cells are empty strings. */
export type ContractRow = Readonly<Record<string, string>>;

/** Reads a table of facts: `wire-1.0.5`, `additions` or `rest-1.0.5`. */
export function readContract(name: "wire-1.0.5" | "additions" | "rest-1.0.5"): ContractRow[] {
  const text = readFileSync(join(import.meta.dirname, `../contract/${name}.tsv`), "utf8");
  const [header = [], ...rows] = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  return rows.map((cells) => Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ""])));
}
