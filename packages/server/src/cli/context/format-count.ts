// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Formats a count with its noun, such as `1 event` or `2 events`. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
