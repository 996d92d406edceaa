// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Returns the lines of evidence in the page, as they were written. */
export function readLines(document: Document): readonly string[] {
  const text = document.getElementById("evidence")?.textContent ?? "";
  const lines = text.replaceAll("&lt;", "<").replaceAll("&amp;", "&").split("\n");
  return lines.slice(1, -1);
}
