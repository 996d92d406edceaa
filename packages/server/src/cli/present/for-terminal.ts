// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { escapeUnprintable } from "@chaukas/spec-integrity";

/**
 * Escapes the characters of lines that a terminal obeys. In JSON, the escapes stand for the same characters. CSV has none, so
 * it is escaped only if it is written to a terminal.
 */
export async function* forTerminal(
  lines: AsyncIterable<string>,
  { format, output }: { readonly format: "table" | "json" | "csv"; readonly output?: string },
): AsyncGenerator<string> {
  const isShown = output === undefined && process.stdout.isTTY;
  for await (const line of lines) {
    // A table is escaped cell by cell.
    yield format === "json" || (format === "csv" && isShown) ? escapeUnprintable(line) : line;
  }
}
