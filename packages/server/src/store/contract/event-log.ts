// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, RedactionInfo } from "@chaukas/spec-common";
import type { LeafPath, TreeNode } from "@chaukas/spec-integrity";
import type { Instant, NewEvent } from "./new-event.js";

/**
 * The tamper-evident logs of a store (chaukas-integrity/1, §4): a hash chain and a Merkle tree for each tenant,
 * written in the transaction that stores the events.
 *
 * Each read sees one state of the log, which includes every acknowledged event. The log of a tenant without events has
 * size 0.
 */
export interface EventLog {
  /** Host in the origin of every log: `<host>/t/<tenant>`. It cannot change once the store has events. */
  readonly originHost: string;

  /** Returns the current size and root of the log. */
  readHead(tenantId: string): Promise<LogHead>;

  /** Returns the sequence of an event, or undefined if it does not exist. */
  findSequence(tenantId: string, eventId: string): Promise<number | undefined>;

  /**
   * Reads entries in order of sequence, starting at `fromSequence`. Returns at most `limit` entries and about
   * `maxBytes` in total, but at least one entry if any exists.
   */
  readEntries(
    tenantId: string,
    range: { fromSequence: number; limit: number; maxBytes?: number },
  ): Promise<readonly LogEntry[]>;

  /** Reads the hashes of complete subtrees, in the order of `nodes`. All nodes must be within the current log. */
  readNodes(tenantId: string, nodes: readonly TreeNode[]): Promise<readonly Uint8Array[]>;

  /** Returns the saved checkpoint of the largest size. */
  readCheckpoint(tenantId: string): Promise<SavedCheckpoint | undefined>;

  /**
   * Saves a signed checkpoint durably. Rejects with a `StoreError` of code `conflict` if the checkpoint is smaller than
   * a saved one, has a different root for the same size, or is larger than the log. Saving the same checkpoint again
   * does nothing.
   */
  saveCheckpoint(tenantId: string, checkpoint: SavedCheckpoint): Promise<void>;

  /**
   * Redacts one event and appends the event that records the redaction, in one transaction, which is durable when this
   * resolves. Redacted values can then no longer be read, but the database files may contain old copies until `purge`.
   * Rejects with a `StoreError` of code `conflict` if the event was redacted after `revision` was read (read it again
   * and retry), and of code `unsupported` if fields that cannot be redacted would change.
   */
  redact(tenantId: string, redaction: EventRedaction): Promise<{ readonly recordSequence: number }>;

  /**
   * Permanently removes what earlier redactions left in free space, indexes and the write-ahead log. On PostgreSQL, an
   * operator has to do this if it would take long or is not permitted (`PostgresStoreOptions.purge`).
   */
  purge(): Promise<void>;
}

/** Size and root (RFC 6962 §2.1) of a log. */
export interface LogHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** A record of the log, with the opening of its commitment. */
export interface LogEntry {
  readonly sequence: number;
  readonly commit: Uint8Array;
  /** Leaf of the previous record. */
  readonly hashPrev: Uint8Array;
  /** `ts` of the record: Event.server_timestamp. */
  readonly serverTimestamp: Instant;
  /** Leaf of this record. */
  readonly leaf: Uint8Array;
  readonly eventId: string;
  /** The current event, with the fields that the server sets. It may be decoded when it is read. */
  readonly event: Event;
  /** Returns the event in binary form. Absent if the store does not have it. */
  encode?(): Uint8Array;
  readonly opening: LogOpening;
  /** Number of times that the event was redacted. */
  readonly revision: number;
}

/** Opening of a commitment: the key of all salts or, after a redaction, the leaves. */
export type LogOpening =
  | { readonly kind: "salt_key"; readonly saltKey: Uint8Array }
  | {
      readonly kind: "leaves";
      /** All leaves, in order. */
      readonly leaves: readonly LogLeaf[];
      /** Event.redaction as received. */
      readonly sourceRedaction?: RedactionInfo;
    };

/** A leaf that is not redacted, whose value is canonical JSON, or the digest of a redacted leaf. */
export type LogLeaf =
  | { readonly kind: "open"; readonly path: LeafPath; readonly value: string; readonly salt: Uint8Array }
  | { readonly kind: "redacted"; readonly digest: Uint8Array };

/** A signed checkpoint, with the size and root that it signs. */
export interface SavedCheckpoint extends LogHead {
  /** Text of the signed note. */
  readonly note: string;
  readonly signedMs: number;
}

/** The result of redacting an event, to be stored. */
export interface EventRedaction {
  readonly sequence: number;
  /** Revision of the event that the redaction is based on. */
  readonly revision: number;
  /**
   * The redacted event, without the fields that only the server sets. It differs only in redactable fields and
   * `redaction`, so of its columns only `agentId`, `tags` and its words can change.
   */
  readonly event: Event;
  readonly leaves: readonly LogLeaf[];
  readonly sourceRedaction?: RedactionInfo;
  /** The event that records the redaction: of the same tenant and session, with a `redactionRecord` as its content. */
  readonly record: NewEvent;
}
