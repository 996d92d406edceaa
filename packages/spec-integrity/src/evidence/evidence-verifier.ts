// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError, tryParse } from "../errors/integrity-error.js";
import { normalTimestamp } from "../normal-form/normal-timestamp.js";
import { type Checkpoint, openCheckpoint, parseCheckpoint } from "../note/checkpoint.js";
import type { NoteVerifier } from "../note/note-key.js";
import { parseOrigin } from "../note/origin.js";
import { rootsOfCheckpoints } from "../note/roots-of-checkpoints.js";
import { createRedactionLedger, noteRedaction } from "../trail/redaction-ledger.js";
import type { TrailCondition, TrailVerdict } from "../trail/trail-verdict.js";
import { isSameHash } from "../tree/tree-hash.js";
import { checkEvidence, type EvidenceFaultCode } from "./check-evidence.js";
import { type EvidenceHeader, type EvidenceRecord, parseEvidenceHeader, parseEvidenceLine } from "./evidence-format.js";
import { createSequenceSet } from "./sequence-set.js";

/** A fault in evidence. */
export interface EvidenceFault {
  readonly valid: false;
  readonly code: EvidenceFaultCode;
  /** Sequence of the faulty record. Absent if the fault is in the header, or the record could not be read. */
  readonly sequence?: number;
  /** Identifier of the record's event, if it could be read. */
  readonly eventId?: string;
  /** What is wrong, in English. It may change between versions; test `code` instead. */
  readonly message: string;
}

/** A redaction of an event, as its record in the log says. */
export interface EvidenceRedaction {
  /** Sequence of the record. */
  readonly sequence: number;
  /** When the server accepted the record, in RFC 3339. */
  readonly time: string;
  readonly fields: readonly string[];
  readonly method: string;
  readonly reason: string;
  /** Who asked for the redaction, as the caller said. May be empty. */
  readonly requestedBy: string;
  /** Key of the caller. Empty if it had none. */
  readonly keyId: string;
  /** User account that ran the command. Empty for a call. */
  readonly operator: string;
}

/** A redacted event, with its redactions in order. */
export interface RedactedEntry {
  readonly sequence: number;
  readonly eventId: string;
  readonly redactions: readonly EvidenceRedaction[];
}

/** Result of the verification of evidence. */
export interface EvidenceResult {
  /**
   * `proved`: these events are in the log, unaltered. That the evidence contains every event of its selection is never
   * proved.
   */
  readonly verdict: TrailVerdict;
  /** What is not proved although nothing is wrong. Not empty if and only if the verdict is `conditional`. */
  readonly conditions: readonly TrailCondition[];
  /** The first line. Absent if it could not be read. */
  readonly header?: EvidenceHeader;
  /** Number of records. */
  readonly records: number;
  /** The redacted events without faults, in order. */
  readonly redacted: readonly RedactedEntry[];
  /** Number of faults by code. */
  readonly faults: ReadonlyMap<EvidenceFaultCode, number>;
  /** The first fault. */
  readonly first?: EvidenceFault;
  /** Faults that were returned for no line: replacements that no record vouches for. Absent if there are none. */
  readonly atEnd?: readonly EvidenceFault[];
}

/**
 * Verifies evidence (§7a), line by line. It continues after a fault, so that it finds every alteration, and never throws
 * for the contents of a line. It keeps one bit for each record, and what each redacted event shows.
 */
export interface EvidenceVerifier {
  /** Number of records so far. */
  readonly records: number;
  /** Verifies the next line, the first of which is the header. Returns its first fault. */
  pushLine(line: string): EvidenceFault | undefined;
  /** Verifies the next record. The header must come before it, as a line. */
  push(record: EvidenceRecord): EvidenceFault | undefined;
  /** Ends the evidence, and returns the result. */
  finish(): EvidenceResult;
}

/** What a verifier must know in advance, and not from the evidence or from the server that made it. */
export interface EvidenceExpectation {
  readonly origin: string;
  /** Verifier of the signatures of the log. */
  readonly key?: NoteVerifier;
  /**
   * Kept checkpoints of the log, whose signatures have been verified. Only one of the size that the evidence has is
   * compared with it.
   */
  readonly checkpoints?: readonly Checkpoint[];
}

/**
 * Creates the verifier of evidence. Without a key and without a kept checkpoint of the right size, the verdict is at
 * best `conditional`. Throws an `IntegrityError` for an invalid origin, and for a key or a checkpoint of another log.
 */
export function createEvidenceVerifier({ origin, key, checkpoints = [] }: EvidenceExpectation): EvidenceVerifier {
  const { tenantId } = parseOrigin(origin);
  const kept = rootsOfCheckpoints(origin, checkpoints);
  if (key !== undefined && key.name !== origin) {
    throw new IntegrityError("mismatch", "", `expected the origin ${origin}, got ${key.name}`, "key");
  }
  const ledger = createRedactionLedger();
  const included = createSequenceSet();
  const redacted = new Map<number, { readonly eventId: string; readonly redactions: EvidenceRedaction[] }>();
  const counts = new Map<EvidenceFaultCode, number>();
  let header: EvidenceHeader | undefined;
  let checkpoint: Checkpoint | undefined;
  let isStarted = false;
  let records = 0;
  let next = 0;
  let first: EvidenceFault | undefined;
  return {
    get records() {
      return records;
    },
    pushLine(line) {
      if (!isStarted) {
        return start(line);
      }
      records++;
      const parsed = tryParse(() => parseEvidenceLine(line));
      if ("problem" in parsed) {
        return note("malformed", `entry ${records}: ${parsed.problem}`);
      }
      return check(parsed.value);
    },
    push(record) {
      records++;
      return check(record);
    },
    finish() {
      if (!isStarted) {
        start("");
      }
      const atEnd = ledger.findUnconfirmed(checkpoint?.size ?? 0).map(({ sequence, eventId, message }) => {
        redacted.delete(sequence);
        return noteRecord(sequence, eventId, "wrong_redaction", message);
      });
      const conditions = first === undefined ? findConditions() : [];
      return {
        verdict: first !== undefined ? "failed" : conditions.length === 0 ? "proved" : "conditional",
        conditions,
        ...(header !== undefined && { header }),
        records,
        redacted: [...redacted].map(([sequence, entry]) => ({ sequence, ...entry })),
        faults: counts,
        ...(first !== undefined && { first }),
        ...(atEnd.length > 0 && { atEnd }),
      };
    },
  };

  function start(line: string): EvidenceFault | undefined {
    isStarted = true;
    const parsed = tryParse(() => parseEvidenceHeader(line));
    if ("problem" in parsed) {
      return note("malformed", parsed.problem);
    }
    header = parsed.value;
    if (header.origin !== origin) {
      return note("wrong_origin", `the evidence: expected the origin ${origin}, got ${header.origin}`);
    }
    const opened = openClaim(header.checkpoint);
    if ("problem" in opened) {
      return note("wrong_checkpoint", opened.problem);
    }
    const { size, root } = opened.value;
    if (size !== header.size) {
      return note("wrong_checkpoint", `the checkpoint: expected the size ${header.size} of the header, got ${size}`);
    }
    if (!isSameHash(kept.get(size) ?? root, root)) {
      const problem = `expected the root of the kept checkpoint of size ${size}, got another: the log was forked`;
      return note("wrong_checkpoint", `the checkpoint: ${problem}`);
    }
    checkpoint = opened.value;
    return undefined;
  }

  function openClaim(text: string): { readonly value: Checkpoint } | { readonly problem: string } {
    if (key !== undefined) {
      const opened = openCheckpoint(text, key);
      return opened.valid ? { value: opened.checkpoint } : { problem: opened.message };
    }
    // A signed note is its text, an empty line, and signatures.
    const parsed = tryParse(() => parseCheckpoint(text.slice(0, text.lastIndexOf("\n\n") + 1)));
    return "value" in parsed && parsed.value.origin !== origin
      ? { problem: `the checkpoint: expected the origin ${origin}, got ${parsed.value.origin}` }
      : parsed;
  }

  function check(record: EvidenceRecord): EvidenceFault | undefined {
    if (checkpoint === undefined) {
      // There is nothing to compare records with.
      return isStarted ? undefined : start("");
    }
    const { sequence, event } = record;
    if (sequence < next) {
      const problem = `expected a sequence of at least ${next}, in ascending order, got ${sequence}`;
      return noteRecord(sequence, event.eventId, "wrong_sequence", problem);
    }
    next = sequence + 1;
    const { fault, redaction } = checkEvidence(record, checkpoint, tenantId);
    included.add(sequence);
    if (fault !== undefined) {
      ledger.ignore({ start: sequence, end: sequence + 1 });
      return noteRecord(sequence, event.eventId, ...fault);
    }
    if (redaction !== undefined) {
      redacted.set(sequence, { eventId: event.eventId, redactions: [] });
    }
    if (isAboutAnother(record)) {
      return undefined;
    }
    const problem = noteRedaction(ledger, record, redaction);
    if (problem !== undefined) {
      return noteRecord(sequence, event.eventId, "wrong_redaction", problem[1]);
    }
    listRedaction(record);
    return undefined;
  }

  /** Returns whether a record is of the redaction of an event that was not selected. */
  function isAboutAnother({ sequence, event: { content } }: EvidenceRecord): boolean {
    const about = content.case === "redactionRecord" ? Number(content.value.sequence) : sequence;
    return about < sequence && !included.has(about);
  }

  function listRedaction({ sequence, event: { content, serverTimestamp } }: EvidenceRecord): void {
    if (content.case !== "redactionRecord" || serverTimestamp === undefined) {
      return;
    }
    const { fields, method, reason, requestedBy, keyId, operator } = content.value;
    const time = normalTimestamp(serverTimestamp);
    const redaction = { sequence, time, fields, method, reason, requestedBy, keyId, operator };
    redacted.get(Number(content.value.sequence))?.redactions.push(redaction);
  }

  function findConditions(): TrailCondition[] {
    if (key !== undefined || kept.has(checkpoint?.size ?? 0)) {
      return [];
    }
    const message = `no key and no kept checkpoint of size ${checkpoint?.size}: the checkpoint of the evidence may be made up, with all its records`;
    return [{ code: "no_checkpoint", message }];
  }

  function noteRecord(sequence: number, eventId: string, code: EvidenceFaultCode, message: string): EvidenceFault {
    return count({ valid: false, code, sequence, eventId, message: `record ${sequence} (${eventId}): ${message}` });
  }

  function note(code: EvidenceFaultCode, message: string): EvidenceFault {
    return count({ valid: false, code, message });
  }

  function count(fault: EvidenceFault): EvidenceFault {
    counts.set(fault.code, (counts.get(fault.code) ?? 0) + 1);
    first ??= fault;
    return fault;
  }
}
