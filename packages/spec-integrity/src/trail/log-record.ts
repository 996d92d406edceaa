// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { sha256HexOfText } from "#hash";
import { canonicalString } from "../encoding/canonical-string.js";
import { hasHashAt } from "../encoding/hex.js";
import { IntegrityError } from "../errors/integrity-error.js";

/** One record of a tenant's log (§4). */
export interface LogRecord {
  /** Commitment to the event, in lower-case hex. */
  readonly commit: string;
  readonly eventId: string;
  /** Leaf hash of the previous record, in lower-case hex, or {@link genesisHash} for the first record. */
  readonly hashPrev: string;
  /** Position in the log, from 0 to 2^53 − 1. */
  readonly sequence: number;
  /** When the server accepted the event, as `normalTimestamp` writes it. */
  readonly time: string;
}

/** `hash_prev` of the first record of every log: the SHA-256 of the empty string, in lower-case hex (§4). */
export const genesisHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** Writes a record as canonical JSON (§4). Throws an `IntegrityError` for values that no record can have. */
export function formatRecord({ commit, eventId, hashPrev, sequence, time }: LogRecord): string {
  requireHash("commit", commit);
  requireHash("hash_prev", hashPrev);
  if (!Number.isSafeInteger(sequence) || sequence < 0) {
    throw new IntegrityError("out_of_range", "/seq", `expected an integer from 0 to 2^53 - 1, got ${sequence}`);
  }
  const ts = canonicalString(time);
  if (ts === undefined) {
    throw new IntegrityError("bad_unicode", "/ts", "expected well-formed Unicode");
  }
  return writeRecord({ commit, eventId, hashPrev, sequence, time: ts.slice(1, -1) });
}

/**
 * Writes a record whose hashes, sequence and time are known to be valid.
 *
 * @internal
 */
export function writeRecord({ commit, eventId, hashPrev, sequence, time }: LogRecord): string {
  const id = canonicalString(eventId);
  if (id === undefined) {
    throw new IntegrityError("bad_unicode", "/event_id", "expected well-formed Unicode");
  }
  return `{"commit":"${commit}","event_id":${id},"hash_prev":"${hashPrev}","seq":${sequence},"ts":"${time}","v":1}`;
}

function requireHash(name: string, hash: string): void {
  if (hash.length !== 64 || !hasHashAt(hash, 0)) {
    const problem = `expected 64 digits of lower-case hex, got ${JSON.stringify(hash)}`;
    throw new IntegrityError("malformed", `/${name}`, problem);
  }
}

/**
 * Returns the leaf hash (RFC 6962 §2.1) of a record, given as {@link formatRecord} writes it, in lower-case hex. It is
 * the `hash_prev` of the next record.
 */
export function leafHash(record: string): string {
  return sha256HexOfText(`\0${record}`);
}
