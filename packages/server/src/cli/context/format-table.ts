// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { escapeUnprintable } from "@chaukas/spec-integrity";

/** Cells that are wider push the rest of their row to the right, so that one of them does not widen all rows. */
const maxWidth = 48;

/**
 * Formats rows as a table of aligned columns, with whatever the cells contain. One that is blank, or begins or ends with
 * spaces, is in quotes.
 */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) =>
    row.map((cell) => escapeUnprintable(cell === cell.trim() ? cell : JSON.stringify(cell))),
  );
  const widths = (shown[0] ?? []).map((_, column) =>
    shown.reduce((width, row) => Math.max(width, Math.min(maxWidth, row[column]?.length ?? 0)), 0),
  );
  return shown
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
