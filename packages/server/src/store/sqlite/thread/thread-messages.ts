// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { StoreErrorCode } from "../../contract/store-error.js";

/** What the main thread asks another for. */
export interface ThreadCall {
  readonly id: number;
  readonly method: string;
  readonly argument: unknown;
}

/** Answer to a call. Id 0 is the thread's word that it is ready, or why it is not. */
export interface ThreadAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly failure?: { readonly code: StoreErrorCode | undefined; readonly message: string };
}
