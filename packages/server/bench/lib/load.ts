// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { WireFormName } from "./wire-forms.ts";

/** Load that a client sends. Each connection sends one batch after the other. */
export interface Load {
  readonly port: number;
  readonly form: WireFormName;
  readonly http: 1 | 2;
  readonly connections: number;
  /** Number of the first batch. */
  readonly from: number;
  readonly batches: number;
}
