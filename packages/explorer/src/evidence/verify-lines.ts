// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import {
  type Checkpoint,
  createEvidenceVerifier,
  type EvidenceFault,
  type EvidenceResult,
  type NoteVerifier,
  parseEvidenceLine,
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
/** Time after which the page may react to its reader, in milliseconds. */
const sliceMs = 50;

/** Verifies evidence. Lets the page react meanwhile, and reports how many lines are done. */
export async function verifyLines(
  lines: readonly string[],
  origin: string,
  { key, checkpoint }: Known,
  onProgress: (lines: number) => void,
): Promise<Verified> {
  const verifier = createEvidenceVerifier({
    origin,
    ...(key !== undefined && { key }),
    ...(checkpoint !== undefined && { checkpoints: [checkpoint] }),
  });
  const faults: EvidenceFault[] = [];
  const events = new Map<number, Event>();
  let pausedMs = performance.now();
  for (const [index, line] of lines.entries()) {
    const fault = verifier.pushLine(line);
    if (fault !== undefined && faults.length < maxFaults) {
      faults.push(fault);
    }
    if (index > 0) {
      addEvent(events, line);
    }
    if (performance.now() - pausedMs > sliceMs) {
      onProgress(index);
      await new Promise((resolve) => setTimeout(resolve));
      pausedMs = performance.now();
    }
  }
  const result = verifier.finish();
  return { result, faults: [...faults, ...(result.atEnd ?? [])].slice(0, maxFaults), events };
}

function addEvent(events: Map<number, Event>, line: string): void {
  try {
    const { sequence, event } = parseEvidenceLine(line);
    events.set(sequence, event);
  } catch {
    // The verifier has a fault for the line.
  }
}
