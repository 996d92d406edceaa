// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Hooks for metrics and logs. They should not throw, since an error in a hook fails the call. */
export interface ServerHooks {
  /** Called after the store has processed the events of a call. */
  onIngested?(ingested: IngestCounts): void;
  /** Called when a limit refuses, delays or cuts a call. */
  onLimit?(limit: LimitName): void;
  /** Called when a call is refused because of its credentials. `keyId` is absent if the key is missing or unknown. */
  onDenied?(denial: { readonly reason: "unauthenticated" | "permission_denied"; readonly keyId?: string }): void;
  /** Called when the store fails. The caller sees only a code, and nothing of the error. */
  onStoreError?(error: unknown): void;
  /**
   * Called when the clock of the machine is found to be behind a time that has passed, `behindMs` milliseconds earlier.
   * Events keep the order of their sequence.
   */
  onClockStep?(step: { readonly behindMs: number }): void;
  /** Called when a checkpoint is signed. */
  onCheckpoint?(checkpoint: { readonly tenantId: string; readonly size: number }): void;
  /** Called when a log contradicts its last checkpoint. It is not signed again until an operator has intervened. */
  onCheckpointFault?(fault: Error & { readonly code: string }): void;
  /** Called when a log that has grown could not be signed in the background. Signing is retried. */
  onCheckpointFailed?(error: unknown): void;
  /** Called when values of an event are erased. The event `recordEventId` records the redaction. */
  onRedacted?(redaction: { readonly tenantId: string; readonly recordEventId: string }): void;
}

/** Outcomes of the events of one call. */
export interface IngestCounts {
  readonly tenantId: string;
  readonly accepted: number;
  readonly duplicate: number;
  /** Rejected because different content is stored under the same ids. */
  readonly conflict: number;
  /** Size of the events in binary form. */
  readonly bytes: number;
}

/** Limits that refuse an entire call or, for `unread_bytes` and `watch_lag`, end its answer. */
export type LimitName =
  | "requests"
  | "buffered_bytes"
  | "pending_bytes"
  | "key_lookups"
  | "query_cost"
  | "unread_bytes"
  | "watches"
  | "watch_lag";

/** Current load of a server. */
export interface ServerLoad {
  /** Calls being processed. */
  readonly runningRequests: number;
  /** Calls waiting for their turn. */
  readonly queuedRequests: number;
  /** Bytes of events on their way into the store. */
  readonly pendingBytes: number;
  /** Streams of events that callers follow. */
  readonly watches: number;
}
