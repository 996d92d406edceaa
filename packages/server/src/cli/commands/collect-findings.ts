// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { StoreFinding } from "../../store/check/store-finding.js";

/** Result of checking a store. */
export interface FsckResult {
  /** Number of events checked. */
  readonly events: number;
  readonly findings: number;
  /** The first findings, at most 20. */
  readonly first: readonly StoreFinding[];
}

const maxListed = 20;

/** Counts findings and keeps the first ones. */
export function collectFindings() {
  const first: StoreFinding[] = [];
  let findings = 0;
  return {
    report(finding: StoreFinding) {
      findings += 1;
      if (first.length < maxListed) {
        first.push(finding);
      }
    },
    result: (events: number): FsckResult => ({ events, findings, first }),
  };
}
