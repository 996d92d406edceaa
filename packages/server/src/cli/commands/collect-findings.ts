// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { StoreFinding } from "../../store/check/store-finding.js";

/** What a check of a store has come to. */
export interface FsckResult {
  readonly events: number;
  readonly findings: number;
  readonly first: readonly StoreFinding[];
}

const maxListed = 20;

/** Counts findings, and keeps the first of them. */
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
