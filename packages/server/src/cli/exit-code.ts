// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** What the command ends with. */
export const exitCode = {
  ok: 0,
  /** The store, the server or a file could not be used. */
  failed: 1,
  /** The command, a flag or the configuration is not right. */
  usage: 2,
  /** An import went through, but lines were bad or events rejected. */
  partial: 3,
  /** A check of the store found something that is not what it should be. */
  damaged: 4,
} as const;
