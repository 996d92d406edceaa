// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A text to start from. */
export interface Example {
  readonly name: string;
  readonly text: string;
  /** Verifier key of the log, for evidence and exports. */
  readonly key?: string;
  /** Signed checkpoint, for exports. */
  readonly checkpoint?: string;
}
