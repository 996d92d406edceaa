// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Keys } from "./captured-events.ts";
import type { WireFormName } from "./wire-forms.ts";

/** Load that a client sends. Each connection sends one request after the other. */
export interface Load {
  readonly port: number;
  readonly form: WireFormName;
  readonly http: 1 | 2;
  readonly connections: number;
  readonly keys: Keys;
  /** Position of the first event. */
  readonly from: number;
  readonly requests: number;
  readonly eventsPerRequest: number;
  /** Requests per second. Without it, a connection sends the next request as soon as it has an answer. */
  readonly rate?: number;
}

/** What a client measured. */
export interface Sent {
  /** Time until the last request was acknowledged. */
  readonly seconds: number;
  /** Time of each request until it was acknowledged, in milliseconds. */
  readonly latencies: readonly number[];
}
