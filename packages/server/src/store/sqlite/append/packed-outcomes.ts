// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { AppendOutcome } from "../../contract/event-store.js";

/** Outcomes by the numbers that stand for them between threads. */
export const packedOutcomes: readonly AppendOutcome[] = [
  { status: "accepted" },
  { status: "duplicate" },
  { status: "conflict" },
  { status: "conflict", isRedacted: true },
];

/** Number of the first outcome. */
export const accepted = 0;
