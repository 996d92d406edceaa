// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, RedactionInfo } from "@chaukas/spec-common";
import type { TreeNode } from "@chaukas/spec-integrity";
import type { Instant, NewEvent } from "./new-event.js";

/**
 * The tamper-evident log behind the events of a store that keeps one (chaukas-integrity/1, §4): a hash chain and a
 * Merkle tree for each tenant, written in the transaction that stores the events.
 *
 * What is read belongs to one state of the log, and every acknowledged event is in it. A tenant without events has
 * a log of size 0.
 */
export interface EventLog {
  /** Host that the origin of every log begins with: `<host>/t/<tenant>`. It never changes while there are events. */
  readonly originHost: string;

  /** Size and root of the log as it is now. */
  readHead(tenantId: string): Promise<LogHead>;

  /** Sequence of an event. */
  findSequence(tenantId: string, eventId: string): Promise<number | undefined>;

  /**
   * Reads entries in the order of their sequence, from `fromSequence` on, at most `limit` of them, and no more than
   * fit in about `maxBytes`, but one at least where there is one.
   */
  readEntries(
    tenantId: string,
    range: { fromSequence: number; limit: number; maxBytes?: number },
  ): Promise<readonly LogEntry[]>;

  /** Reads hashes of complete subtrees, in the order asked for. All lie within the log as it is now. */
  readNodes(tenantId: string, nodes: readonly TreeNode[]): Promise<readonly Uint8Array[]>;

  /** The checkpoint of the largest size that was saved. */
  readCheckpoint(tenantId: string): Promise<SavedCheckpoint | undefined>;

  /**
   * Saves a signed checkpoint, durably. Rejects with a `StoreError` of code `conflict` when it is smaller than one
   * that was saved, has another root for the same size, or is larger than the log; saving the same again does nothing.
   */
  saveCheckpoint(tenantId: string, checkpoint: SavedCheckpoint): Promise<void>;

  /**
   * Redacts one event and appends the event that records it, in one transaction, which is durable when this
   * resolves. Nothing reads what was redacted from then on, but the files of the database may hold old copies of it
   * until `purge`. Rejects with a `StoreError` of code `conflict` when the event was redacted since `revision` was
   * read: read it again and decide anew; and of code `unsupported` when more of it would change than can be redacted.
   */
  redact(tenantId: string, redaction: EventRedaction): Promise<{ readonly recordSequence: number }>;

  /**
   * Removes for good what earlier redactions have left in free space, index and write-ahead log. PostgreSQL leaves it
   * to an operator where it would take long, or is not allowed (`PostgresStoreOptions.purge`).
   */
  purge(): Promise<void>;
}

/** Size and root (RFC 6962 §2.1) of a log. */
export interface LogHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** One record of the log with what opens its commitment. */
export interface LogEntry {
  readonly sequence: number;
  readonly commit: Uint8Array;
  /** Leaf of the record before this one. */
  readonly hashPrev: Uint8Array;
  /** `ts` of the record: Event.server_timestamp. */
  readonly serverTimestamp: Instant;
  /** Leaf of this record. */
  readonly leaf: Uint8Array;
  /** The event as it is now, with the fields that the server sets. */
  readonly event: Event;
  readonly opening: LogOpening;
  /** Number of times that the event was redacted. */
  readonly revision: number;
}

/** What opens a commitment: the key of all salts, or what is left after redaction. */
export type LogOpening =
  | { readonly kind: "salt_key"; readonly saltKey: Uint8Array }
  | {
      readonly kind: "leaves";
      /** Leaves in their order. */
      readonly leaves: readonly LogLeaf[];
      /** Event.redaction as it came in. */
      readonly sourceRedaction?: RedactionInfo;
    };

/** A leaf that survives, whose value is JSON in canonical form, or the digest of a redacted one. */
export type LogLeaf =
  | { readonly kind: "open"; readonly pointer: string; readonly value: string; readonly salt: Uint8Array }
  | { readonly kind: "redacted"; readonly digest: Uint8Array };

/** A signed checkpoint with what it signs. */
export interface SavedCheckpoint extends LogHead {
  /** Text of the signed note. */
  readonly note: string;
  readonly signedMs: number;
}

/** What becomes of a redacted event. */
export interface EventRedaction {
  readonly sequence: number;
  /** Revision that the redaction was decided on. */
  readonly revision: number;
  /** The event as it is from now on, without the fields that only the server sets. Only redactable members and `redaction` differ. */
  readonly event: Event;
  readonly leaves: readonly LogLeaf[];
  readonly sourceRedaction?: RedactionInfo;
  /** The event that records the redaction, of the same tenant. */
  readonly record: NewEvent;
}
