// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Quotes text sent by a caller for use in a message, truncated to 64 characters. */
export function quoteText(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
}
