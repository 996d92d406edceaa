// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { AppendOutcome } from "../event-store.js";

/** Outcomes by the numbers that stand for them between threads. */
export const packedStatuses: readonly AppendOutcome["status"][] = ["accepted", "duplicate", "conflict"];
