// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  auditEvidence,
  auditExport,
  type Checkpoint,
  isIntegrityError,
  type NoteVerifier,
  openCheckpoint,
  parseEvidenceHeader,
  parseExportHeader,
  parseVerifierKey,
  type TrailVerdict,
} from "@chaukas/spec-integrity";

/** What the reader knows of a log, and not from what is verified. */
export interface Known {
  /** Verifier key, as text. Empty if it is not known. */
  readonly key: string;
  /** Signed checkpoint, as text. Empty if none was kept. */
  readonly checkpoint: string;
}

/** What a verification found. */
export interface TrailReport {
  readonly verdict: TrailVerdict;
  /** What the verdict means, in a sentence. */
  readonly explanation: string;
  readonly origin: string;
  readonly records: number;
  readonly faults: readonly { readonly code: string; readonly message: string }[];
  readonly conditions: readonly string[];
  readonly redacted: number;
}

/** What the reader says to know cannot be used: which entry, and why. */
export interface KnownProblem {
  readonly entry: keyof Known;
  readonly message: string;
}

const maxFaults = 20;

/** Verifies evidence or an export. Ignores spaces and empty lines around the text, which pasting may add. */
export async function verifyTrail(
  text: string,
  form: "evidence" | "export",
  known: Known,
): Promise<TrailReport | KnownProblem> {
  const lines = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "").split("\n");
  let origin: string;
  try {
    ({ origin } = form === "evidence" ? parseEvidenceHeader(lines[0] ?? "") : parseExportHeader(lines[0] ?? ""));
  } catch (error) {
    return failAtHeader(messageOf(error));
  }
  const read = readKnown(known, origin);
  if ("entry" in read) {
    return read;
  }
  return form === "evidence" ? verifyEvidence(lines, origin, read) : verifyExport(lines, origin, read);
}

function failAtHeader(message: string): TrailReport {
  return {
    verdict: "failed",
    explanation: "The first line does not say of which log this is.",
    origin: "",
    records: 0,
    faults: [{ code: "malformed", message }],
    conditions: [],
    redacted: 0,
  };
}

interface ReadKnown {
  readonly key?: NoteVerifier;
  readonly checkpoints: readonly Checkpoint[];
}

function readKnown({ key: keyText, checkpoint: checkpointText }: Known, origin: string): ReadKnown | KnownProblem {
  if (keyText.trim() === "") {
    return checkpointText.trim() === ""
      ? { checkpoints: [] }
      : {
          entry: "key",
          message: "expected the verifier key, which the signature of the checkpoint is checked with, got none",
        };
  }
  try {
    const key = parseVerifierKey(keyText.trim());
    if (key.name !== origin) {
      return { entry: "key", message: `expected a key of ${origin}, got one of ${key.name}` };
    }
    if (checkpointText.trim() === "") {
      return { key, checkpoints: [] };
    }
    const opened = openCheckpoint(`${checkpointText.trim()}\n`, key);
    return opened.valid ? { key, checkpoints: [opened.checkpoint] } : { entry: "checkpoint", message: opened.message };
  } catch (error) {
    return { entry: "key", message: messageOf(error) };
  }
}

/** Returns what an error of the profile says. Throws others on. */
function messageOf(error: unknown): string {
  if (isIntegrityError(error)) {
    return error.message;
  }
  throw error;
}

async function verifyEvidence(
  lines: readonly string[],
  origin: string,
  { key, checkpoints }: ReadKnown,
): Promise<TrailReport> {
  const faults: { code: string; message: string }[] = [];
  const { verdict, conditions, records, redacted, atEnd } = await auditEvidence(
    lines,
    { origin, ...(key !== undefined && { key }), checkpoints },
    { onFault: (fault) => faults.length < maxFaults && faults.push(fault) },
  );
  const explanations = {
    proved: "Each event is in the log as it was recorded, and the log vouches for each erased value.",
    conditional:
      "The events agree with the checkpoint in the evidence. Enter the key of the log to check who signed it.",
    failed: "The evidence was altered, or its log was, or it is not signed by this key.",
  };
  return {
    verdict,
    explanation: explanations[verdict],
    origin,
    records,
    faults: [...faults, ...(atEnd ?? [])].slice(0, maxFaults),
    conditions: conditions.map(({ message }) => message),
    redacted: redacted.length,
  };
}

async function verifyExport(
  lines: readonly string[],
  origin: string,
  { checkpoints }: ReadKnown,
): Promise<TrailReport> {
  const faults: { code: string; message: string }[] = [];
  const file = new Blob([`${lines.join("\n")}\n`]);
  const onFault = (fault: { code: string; message: string }) => faults.push(fault);
  const audit = await auditExport(chunksOf(file), { origin, checkpoints }, { onFault });
  const explanations = {
    proved: "Each record is as it was recorded, up to the kept checkpoint, and the log vouches for each erased value.",
    conditional: "Nothing is wrong, but not everything is proved.",
    failed: "Something is wrong with the trail, or with the checkpoint.",
  };
  return {
    verdict: audit.verdict,
    explanation: explanations[audit.verdict],
    origin,
    records: audit.records,
    faults: [...faults, ...(audit.atEnd ?? [])].slice(0, maxFaults),
    conditions: audit.conditions.map(({ message }) => message),
    redacted: audit.redacted,
  };
}

/** Reads a file in chunks. Not every browser can iterate over a stream. */
async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    yield read.value;
  }
}
