// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";

/** An event on its way into the store. */
export interface NewEvent {
  /** Validated event with its tenant filled in, without the fields that only the server sets and without unknown fields. */
  readonly event: Event;
  /** The same event in binary form. */
  readonly body: Uint8Array;
  /** When the server took note of it, in milliseconds since the Unix epoch. */
  readonly receivedMs: number;
  /** What binds the event to the log. Present exactly when the store keeps one. */
  readonly seal?: EventSeal;
}

/** What binds an event to the log. It is made before the store is asked, outside any lock. */
export interface EventSeal {
  /** SHA-256 of the normal form (§2), 32 bytes. */
  readonly contentHash: Uint8Array;
  /** K of §3, 32 random bytes. */
  readonly saltKey: Uint8Array;
  /** Commitment of §3, 32 bytes. */
  readonly commit: Uint8Array;
}

/** A point in time, as in google.protobuf.Timestamp. */
export interface Instant {
  readonly seconds: bigint;
  readonly nanos: number;
}
