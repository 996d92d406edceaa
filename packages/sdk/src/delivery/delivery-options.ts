// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventRefusal } from "./queued-event.js";

/** How events are put together to batches. */
export interface BatchOptions {
  /** Default: 500. At most 1000, which servers accept. */
  readonly maxEvents: number;
  /** Default: 1 048 576. */
  readonly maxBytes: number;
  /** How long an event waits for others, in milliseconds. Default: 500. */
  readonly delayMs: number;
}

/** Bounds of what is kept while the server is away. */
export interface QueueOptions {
  /** Maximum size of the encoded events in memory. Default: 16 MiB. */
  readonly maxBytes: number;
  /** Maximum size of the spool of this process. Default: 256 MiB. */
  readonly maxSpoolBytes: number;
  /** What happens above. `"block"` lets `emit` and, in scopes, the operation wait. Default: `"drop-newest"`. */
  readonly whenFull: WhenFull;
}

/** Delays before a batch is sent again. Each is random, up to a bound that doubles. */
export interface RetryOptions {
  /** Default: 200. */
  readonly initialDelayMs: number;
  /** Default: 30 000. */
  readonly maxDelayMs: number;
}

/** What happens to an event that finds no room: it waits until there is, or it is dropped. */
export type WhenFull = "block" | "drop-newest";

/** How events are delivered, and who is told. */
export interface DeliveryOptions {
  readonly batch: BatchOptions;
  readonly queue: QueueOptions;
  readonly retry: RetryOptions;
  readonly onRefused: (refusal: EventRefusal) => void;
  readonly onFault: (fault: Error) => void;
  /** Called when the queue has become empty, or has room again. */
  readonly onRoom: () => void;
  /** Called with each request in flight, so that an edge runtime keeps the process. */
  readonly onWork: (work: Promise<unknown>) => void;
}
