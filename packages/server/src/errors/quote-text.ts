// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Quotes what a caller has sent for a message, no more than its first 64 characters. */
export function quoteText(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
}
