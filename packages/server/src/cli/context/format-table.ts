// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { escapeUnprintable } from "@chaukas/spec-integrity";

/** Formats rows as a table of aligned columns, with whatever the cells contain. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map((line) => escapeUnprintable(line)));
  const widths = (shown[0] ?? []).map((_, column) =>
    shown.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0),
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
