// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RetryPolicy } from "./retry-policy.js";

/** What {@link createChaukasClient} assumes where an option is left out. */
export const chaukasClientDefaults: { readonly timeoutMs: number; readonly retry: RetryPolicy } = {
  timeoutMs: 15_000,
  retry: { maxAttempts: 4, initialDelayMs: 200, maxDelayMs: 5_000 },
};
