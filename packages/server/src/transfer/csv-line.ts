// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { escapeFormulas } from "@chaukas/spec-common/session";
import { stringify } from "csv-stringify/sync";

/** Writes a line of RFC 4180, in whose cells a spreadsheet finds no formula. */
export function csvLine(cells: readonly string[]): string {
  return stringify([cells.map(escapeFormulas)], { eof: false });
}
