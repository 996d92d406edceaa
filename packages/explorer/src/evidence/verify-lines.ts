// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import {
  auditEvidence,
  type Checkpoint,
  type EvidenceFault,
  type EvidenceResult,
  type NoteVerifier,
} from "@chaukas/spec-integrity";

/** What the reader of the page knows of the log, and not from the page. */
export interface Known {
  readonly key?: NoteVerifier;
  /** Checkpoint that the reader kept, whose signature is verified. */
  readonly checkpoint?: Checkpoint;
}

/** What the verification of all lines found. */
export interface Verified {
  readonly result: EvidenceResult;
  /** The first faults, in the order in which they were found. */
  readonly faults: readonly EvidenceFault[];
  /** Events of the lines that can be read, with faults or without, by sequence. */
  readonly events: ReadonlyMap<number, Event>;
}

const maxFaults = 20;

/** Verifies evidence, and keeps its events. Reports how many lines are done. */
export async function verifyLines(
  lines: readonly string[],
  origin: string,
  { key, checkpoint }: Known,
  onProgress: (lines: number) => void,
): Promise<Verified> {
  const faults: EvidenceFault[] = [];
  const events = new Map<number, Event>();
  const result = await auditEvidence(
    lines,
    { origin, ...(key !== undefined && { key }), checkpoints: checkpoint === undefined ? [] : [checkpoint] },
    {
      onFault: (fault) => faults.length < maxFaults && faults.push(fault),
      onRecord: ({ sequence, event }) => events.set(sequence, event),
      onProgress,
    },
  );
  return { result, faults: [...faults, ...(result.atEnd ?? [])].slice(0, maxFaults), events };
}
