// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** How long a caller is asked to wait when the server has too much to do, or cannot reach its store. */
export const retryAfterSeconds = 1;
