// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Something in a store that is not what it should be. */
export interface StoreFinding {
  readonly table: string;
  /** Absent when a row is missing, or is there that should not be. */
  readonly column?: string;
  readonly tenantId?: string;
  /** Place of the event in the log of its tenant. */
  readonly sequence?: number;
  readonly eventId?: string;
  /** What is wrong, in English. */
  readonly message: string;
}

export type ReportFinding = (finding: StoreFinding) => void;
