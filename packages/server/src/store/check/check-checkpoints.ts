// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatOrigin, type NoteVerifier, openCheckpoint, parseCheckpoint } from "@chaukas/spec-integrity";
import { toHex } from "../records/hashes.js";
import { fromColumnText } from "../words/column-text.js";
import type { HeadRow } from "./check-head.js";
import type { RootsBySize } from "./check-tenant.js";
import type { ReportFinding } from "./store-finding.js";

/** Row of `checkpoints`, without the time, which cannot be verified. */
export interface CheckpointRow {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
}

/** Checks the checkpoints of a tenant against the tree, their notes and, if it is known, the key. */
export function checkCheckpoints(
  rows: readonly CheckpointRow[],
  {
    head,
    originHost,
    verifiers,
    roots,
  }: { head: HeadRow; originHost: string; verifiers: readonly NoteVerifier[]; roots: RootsBySize },
  report: ReportFinding,
): void {
  if (rows.length === 0) {
    return;
  }
  const tenantId = fromColumnText(head.tenant_id);
  if (originHost === "") {
    const message = "expected no checkpoints, since the store keeps no log";
    report({ table: "checkpoints", tenantId, message });
    return;
  }
  const origin = formatOrigin(originHost, tenantId);
  const verifier = verifiers.find(({ name }) => name === origin);
  for (const { size, root, note } of rows) {
    const reportColumn = (column: string, message: string) =>
      report({ table: "checkpoints", column, tenantId, message: `checkpoint of size ${size}: ${message}` });
    const problem = verifier === undefined ? undefined : findProblem(note, verifier);
    const signed = readNote(note);
    if (signed === undefined || signed.origin !== origin || problem !== undefined) {
      reportColumn("note", problem ?? `expected a signed note of ${origin}`);
    } else if (signed.size !== size) {
      reportColumn("size", `expected ${signed.size}, as in its note, got ${size}`);
    } else if (Buffer.compare(signed.root, root) !== 0) {
      reportColumn("root", `expected ${toHex(signed.root)}, as in its note, got ${toHex(root)}`);
    }
    const built = roots.get(size);
    if (size > head.next_sequence || size < 0) {
      reportColumn("size", `expected at most ${head.next_sequence}, the size of the log`);
    } else if (built !== undefined && Buffer.compare(built, root) !== 0) {
      const expected = `expected ${toHex(built)}, computed from the events, got ${toHex(root)}`;
      reportColumn("root", `${expected}: the log or the checkpoint was altered`);
    }
  }
}

function findProblem(note: string, verifier: NoteVerifier): string | undefined {
  const opened = openCheckpoint(note, verifier);
  return opened.valid ? undefined : opened.message;
}

function readNote(note: string) {
  try {
    return parseCheckpoint(note.slice(0, note.indexOf("\n\n") + 1));
  } catch {
    return undefined;
  }
}
