// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Longest time that a timer of JavaScript can be set for, about 24.8 days. A longer one ends at once.
 *
 * @internal
 */
export const maxDelayMs = 2 ** 31 - 1;
