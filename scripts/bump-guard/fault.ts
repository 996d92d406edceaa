// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Why a branch is refused, and what mends it. */
export interface Fault {
  /** What was found and what was expected, with the reasons on lines of their own. */
  readonly what: string;
  readonly remedy: string;
}
