// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Lays out a Markdown table. */
export function formatMarkdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
