// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Returns what was thrown as an error. */
export function errorOf(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause), { cause });
}
