// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { stringify } from "csv-stringify/sync";

/** Writes a line of RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvLine(cells: readonly string[]): string {
  return stringify([[...cells]], { escape_formulas: true, eof: false });
}
