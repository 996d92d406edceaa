// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { base64Encode } from "@bufbuild/protobuf/wire";
import { parseBase64 } from "../encoding/base64.js";
import { IntegrityError } from "../errors/integrity-error.js";
import { refuse, type Verification } from "../errors/verification.js";
import { treeHashLength } from "../tree/tree-hash.js";
import { type NoteFaultCode, openNote, signNote } from "./note.js";
import type { NoteSigner, NoteVerifier } from "./note-key.js";

/** State of a log at one size (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Name of the log, as `formatOrigin` writes it. */
  readonly origin: string;
  /** Number of records in the log, from 0 to 2^53 − 1. */
  readonly size: number;
  /** Root of the tree over the records, 32 bytes. */
  readonly root: Uint8Array;
}

/** Why a checkpoint is not trusted: a code of {@link openNote}, or `wrong_origin` for a checkpoint of another log. */
export type CheckpointFaultCode = NoteFaultCode | "wrong_origin";

export type CheckpointVerification = Verification<CheckpointFaultCode, { readonly checkpoint: Checkpoint }>;

const sizePattern = /^(?:0|[1-9]\d*)$/;

/** Writes the text of a checkpoint, which is what is signed. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64Encode(root)}\n`;
}

/**
 * Reads the text of a checkpoint. Extension lines may follow and are ignored. Throws an `IntegrityError` of code
 * `malformed` for other texts.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = "", size = "", encoded = "", ...rest] = text.split("\n");
  const root = parseBase64(encoded);
  const isComplete = rest.pop() === "" && rest.every((line) => line !== "");
  if (origin === "" || !isComplete || !sizePattern.test(size) || !Number.isSafeInteger(Number(size))) {
    throw new IntegrityError("malformed", "", "expected lines with an origin, a size and a root", "checkpoint");
  }
  if (root?.length !== treeHashLength) {
    throw new IntegrityError("malformed", "", `expected a root of ${treeHashLength} bytes in base64`, "checkpoint");
  }
  return { origin, size: Number(size), root };
}

/** Signs a checkpoint as a note. The name of the signer must be the origin (§5). */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  if (signer.name !== checkpoint.origin) {
    const problem = `expected a signer named ${checkpoint.origin}, got ${signer.name}`;
    throw new IntegrityError("mismatch", "", problem, "checkpoint");
  }
  return signNote(formatCheckpoint(checkpoint), [signer]);
}

/**
 * Verifies that the key has signed a checkpoint, and that the checkpoint is of the log that the key is named for. Never
 * take the key from the server whose log you verify.
 */
export function openCheckpoint(note: string, verifier: NoteVerifier): CheckpointVerification {
  const opened = openNote(note, verifier);
  if (!opened.valid) {
    return opened;
  }
  try {
    const checkpoint = parseCheckpoint(opened.text);
    return checkpoint.origin === verifier.name
      ? { valid: true, checkpoint }
      : refuse("wrong_origin", `the checkpoint: expected the origin ${verifier.name}, got ${checkpoint.origin}`);
  } catch (error) {
    return refuse("malformed", (error as IntegrityError).message);
  }
}
