// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Told of what the server does, for metrics and logs. What they throw fails the call, so they should not throw. */
export interface ServerHooks {
  /** Events have been handed to the store, which has answered. */
  onIngested?(ingested: IngestCounts): void;
  /** A call was refused or put off by a limit. */
  onLimit?(limit: LimitName): void;
  /** A call was refused for its credentials. `keyId` is absent when the key is missing or unknown. */
  onDenied?(denial: { readonly reason: "unauthenticated" | "permission_denied"; readonly keyId?: string }): void;
  /** The store has failed. The caller sees a code and nothing of the error. */
  onStoreError?(error: unknown): void;
  /** A checkpoint was signed. */
  onCheckpoint?(checkpoint: { readonly tenantId: string; readonly size: number }): void;
  /** A log contradicts what was signed about it, so that it is not signed any more until an operator has looked. */
  onCheckpointFault?(fault: Error & { readonly code: string }): void;
  /** A log that has grown could not be signed in the background. It is tried again. */
  onCheckpointFailed?(error: unknown): void;
  /** Values of an event were erased, which the event `recordEventId` records. */
  onRedacted?(redaction: { readonly tenantId: string; readonly recordEventId: string }): void;
}

/** What became of the events of one call. */
export interface IngestCounts {
  readonly tenantId: string;
  readonly accepted: number;
  readonly duplicate: number;
  /** Rejected since other content is stored under the same identifiers. */
  readonly conflict: number;
  /** Bytes of the events in binary form. */
  readonly bytes: number;
}

/** Limits that refuse a whole call. */
export type LimitName = "requests" | "buffered_bytes" | "pending_bytes" | "key_lookups" | "query_cost";

/** How busy a server is. */
export interface ServerLoad {
  /** Calls that are worked on. */
  readonly runningRequests: number;
  /** Calls that wait for their turn. */
  readonly queuedRequests: number;
  /** Bytes of events on their way into the store. */
  readonly pendingBytes: number;
}
