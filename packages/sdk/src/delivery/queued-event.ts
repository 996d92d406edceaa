// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** An encoded event on its way to the server. */
export interface QueuedEvent {
  readonly id: string;
  readonly sessionId: string;
  readonly bytes: Uint8Array;
  /** Called once: when the event is stored or refused for good. */
  readonly settle?: (refusal?: EventRefusal) => void;
}

/** An event that is not recorded, and why. */
export interface EventRefusal {
  readonly eventId: string;
  /** Kind of the reason: the name of a status such as `invalid_argument`. */
  readonly code: string;
  /** Place in the event that is to blame, as a JSON Pointer over the names of the proto. Empty if there is none. */
  readonly field: string;
  readonly message: string;
  /** The encoded event, for `decodeEvent`. Empty if it cannot be encoded. */
  readonly bytes: Uint8Array;
}

/** What became of a batch. */
export type SendResult =
  /** All events are stored but those that are refused. `retry` has positions of events that may be sent again. */
  | { readonly kind: "stored"; readonly refused: ReadonlyMap<number, EventRefusal>; readonly retry: readonly number[] }
  /** Nothing is stored, and another attempt may help. `fault` is that of the server or of the network. */
  | { readonly kind: "retry"; readonly fault: Error; readonly afterMs?: number | undefined }
  /** The batch as a whole is refused: the events are to be sent in smaller ones. */
  | { readonly kind: "split"; readonly code: string; readonly fault: Error };

/** Takes batches: a server or a file. */
export interface EventSink {
  /** Sends a batch. Never rejects. */
  send(batch: readonly QueuedEvent[], signal: AbortSignal): Promise<SendResult>;
}
