// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Checkpoint } from "./checkpoint.js";
import { createCompactRange } from "./compact-range.js";
import { type ExportedRecord, parseExportLine } from "./export-format.js";
import { decodeHex } from "./hex.js";
import { IntegrityError, isIntegrityError } from "./integrity-error.js";
import { formatRecord, genesisHash, leafHash } from "./log-record.js";
import { normalTimestamp } from "./normal-timestamp.js";
import { openEvent } from "./opening.js";
import { formatProofId, parseOrigin } from "./origin.js";
import { isSameHash } from "./tree-hash.js";

/**
 * What is wrong with a trail:
 * - `malformed`: the line is no record, or the event has no normal form;
 * - `wrong_sequence`: a record is missing, inserted, repeated or out of order;
 * - `wrong_tenant`: the event belongs to another tenant than the log;
 * - `wrong_server_field`: `worm_proof_id` or `server_timestamp` do not fit the record;
 * - `wrong_content_hash`: the event is not what `content_hash` says;
 * - `wrong_commitment`: the event is not what was committed to;
 * - `wrong_leaf`: the record is not what its leaf says;
 * - `wrong_hash_prev`: the record does not follow the one before;
 * - `wrong_root`: the records are not those that a kept checkpoint is about;
 * - `truncated`: there are fewer records than a kept checkpoint is about.
 */
export type TrailFaultCode =
  | "malformed"
  | "wrong_sequence"
  | "wrong_tenant"
  | "wrong_server_field"
  | "wrong_content_hash"
  | "wrong_commitment"
  | "wrong_leaf"
  | "wrong_hash_prev"
  | "wrong_root"
  | "truncated";

/** The first thing that is wrong with a trail. */
export interface TrailFault {
  readonly valid: false;
  readonly code: TrailFaultCode;
  /** Record at fault, by its place in the trail from 0. Absent for `truncated`, which no record is to blame for. */
  readonly sequence?: number;
  /** Identifier of the event of that record, where it could be read. */
  readonly eventId?: string;
  /** What is wrong, in English. It may change between versions; test `code` instead. */
  readonly message: string;
}

/** What a trail that holds together comes to. */
export interface ValidTrail {
  readonly valid: true;
  readonly size: number;
  readonly root: Uint8Array;
  /** Events of which something was redacted after ingest. */
  readonly redacted: number;
}

/** Verifies the records of one log, from the first on. It keeps O(log n) hashes, whatever the size. */
export interface TrailVerifier {
  /** Records that were found to be right so far. */
  readonly size: number;
  /** Verifies the next line of an export. From the first fault on, that fault is returned. */
  pushLine(line: string): TrailFault | undefined;
  /** Verifies the next record. From the first fault on, that fault is returned. */
  push(record: ExportedRecord): TrailFault | undefined;
  /** Ends the trail: the first fault, a kept checkpoint that is larger than the trail among them, or what it came to. */
  finish(): ValidTrail | TrailFault;
}

/** What a verifier must know beforehand, and not from the server whose log it verifies. */
export interface TrailExpectation {
  readonly origin: string;
  /** Checkpoints of this log that were kept, after their signatures were verified. */
  readonly checkpoints?: readonly Checkpoint[];
}

/** Begins the verification of a log. Throws an `IntegrityError` for an origin that is none, or a checkpoint of another. */
export function createTrailVerifier({ origin, checkpoints = [] }: TrailExpectation): TrailVerifier {
  const { tenantId } = parseOrigin(origin);
  const range = createCompactRange();
  const kept = new Map<number, Uint8Array>();
  let previous = genesisHash;
  let redacted = 0;
  let first: TrailFault | undefined;
  for (const checkpoint of checkpoints) {
    keepCheckpoint(checkpoint);
  }
  first = checkRoot();
  return {
    get size() {
      return range.size;
    },
    pushLine(line) {
      try {
        return first ?? this.push(parseExportLine(line));
      } catch (error) {
        return fail("malformed", messageOf(error));
      }
    },
    push(record) {
      first ??= checkRecord(record, { origin, tenantId, previous, sequence: range.size });
      if (first === undefined) {
        previous = record.leaf;
        range.append(decodeHex(record.leaf));
        redacted += "leaves" in record.opening ? 1 : 0;
        first = checkRoot();
      }
      return first;
    },
    finish() {
      const largest = Math.max(0, ...kept.keys());
      if (first === undefined && largest > range.size) {
        const message = `the trail: expected at least ${largest} records, as a kept checkpoint has, got ${range.size}`;
        first = { valid: false, code: "truncated", message };
      }
      return first ?? { valid: true, size: range.size, root: range.root(), redacted };
    },
  };

  function keepCheckpoint(checkpoint: Checkpoint): void {
    if (checkpoint.origin !== origin) {
      throw new IntegrityError("mismatch", "", `expected the origin ${origin}, got ${checkpoint.origin}`, "checkpoint");
    }
    if (!isSameHash(kept.get(checkpoint.size) ?? checkpoint.root, checkpoint.root)) {
      const problem = `expected one root for size ${checkpoint.size}, got two: the log was forked`;
      throw new IntegrityError("mismatch", "", problem, "checkpoints");
    }
    kept.set(checkpoint.size, checkpoint.root);
  }

  function checkRoot(): TrailFault | undefined {
    const root = kept.get(range.size);
    return root === undefined || isSameHash(root, range.root())
      ? undefined
      : {
          valid: false,
          code: "wrong_root",
          ...(range.size > 0 && { sequence: range.size - 1 }),
          message: `the first ${range.size} records: expected those of the kept checkpoint, got others`,
        };
  }

  function fail(code: TrailFaultCode, message: string): TrailFault {
    first ??= { valid: false, code, sequence: range.size, message: `record ${range.size}: ${message}` };
    return first;
  }
}

interface Position {
  readonly origin: string;
  readonly tenantId: string;
  readonly previous: string;
  readonly sequence: number;
}

function checkRecord(record: ExportedRecord, position: Position): TrailFault | undefined {
  const { event } = record;
  const fault = findFault(record, position);
  return (
    fault && {
      valid: false,
      code: fault[0],
      sequence: position.sequence,
      eventId: event.eventId,
      message: `record ${position.sequence} (${event.eventId}): ${fault[1]}`,
    }
  );
}

function findFault(record: ExportedRecord, position: Position): [code: TrailFaultCode, message: string] | undefined {
  const { event, sequence, commit, leaf } = record;
  if (sequence !== position.sequence) {
    return ["wrong_sequence", `expected the sequence ${position.sequence}, got ${sequence}`];
  }
  if (event.tenantId !== position.tenantId) {
    return ["wrong_tenant", `expected the tenant ${position.tenantId}, got ${event.tenantId}`];
  }
  const proofId = formatProofId(position.origin, sequence);
  if (event.wormProofId !== proofId) {
    return ["wrong_server_field", `expected the worm_proof_id ${proofId}, got ${JSON.stringify(event.wormProofId)}`];
  }
  if (event.serverTimestamp === undefined) {
    return ["wrong_server_field", "expected a server_timestamp, got none"];
  }
  const opened = openEvent(event, record.opening);
  if (!opened.valid) {
    return [
      opened.code === "bad_event" || opened.code === "bad_opening" ? "malformed" : "wrong_commitment",
      opened.message,
    ];
  }
  const { contentHash = "" } = opened;
  if (event.contentHash !== contentHash) {
    return [
      "wrong_content_hash",
      `expected the content_hash ${JSON.stringify(contentHash)}, got ${JSON.stringify(event.contentHash)}`,
    ];
  }
  if (opened.commit !== commit) {
    return ["wrong_commitment", `the event leads to the commitment ${opened.commit}, the record has ${commit}`];
  }
  return findLinkFault(record, event.serverTimestamp, leaf, position);
}

function findLinkFault(
  { event, commit }: ExportedRecord,
  serverTimestamp: Parameters<typeof normalTimestamp>[0],
  leaf: string,
  { previous, sequence }: Position,
): [code: TrailFaultCode, message: string] | undefined {
  let computed: string;
  try {
    const time = normalTimestamp(serverTimestamp);
    computed = leafHash(formatRecord({ commit, eventId: event.eventId, hashPrev: event.hashPrev, sequence, time }));
  } catch (error) {
    return ["malformed", messageOf(error)];
  }
  if (computed !== leaf) {
    return ["wrong_leaf", `the record leads to the leaf ${computed}, and has ${leaf}`];
  }
  return event.hashPrev === previous
    ? undefined
    : ["wrong_hash_prev", `expected the hash_prev ${previous}, got ${event.hashPrev}`];
}

function messageOf(error: unknown): string {
  if (isIntegrityError(error)) {
    return error.message;
  }
  throw error;
}
