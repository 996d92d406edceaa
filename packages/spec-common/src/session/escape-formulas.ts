// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Signs with which a formula begins, also those of full width, which some spreadsheets take for them. */
const sign = "=+\\-@\uff1d\uff0b\uff0d\uff20";

/** The beginning of a cell. Some spreadsheets skip a tab or the end of a line there. */
const atBeginning = new RegExp(`^(?=[${sign}\\t\\r\\n])`);

/**
 * Where a spreadsheet that splits lines at semicolons or tabs, as it does where a comma is the decimal sign, begins another
 * cell: it no longer sees the quotation marks that hold a cell with commas together, since they are not at its beginning.
 */
const atSplit = new RegExp(`([;\\t\\r\\n][ "']*)(?=[${sign}])`, "g");

/**
 * Returns the text of a cell of a table for spreadsheets, in which an apostrophe stands before each sign that could begin a
 * formula: at its beginning, and after a semicolon, a tab or the end of a line, with spaces and quotation marks between
 * them or without. Quoting, as of RFC 4180, comes after it.
 */
export function escapeFormulas(text: string): string {
  return text.replace(atSplit, "$1'").replace(atBeginning, "'");
}
