// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { NoteVerifier } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import { type CheckpointRow, checkCheckpoints } from "../../check/check-checkpoints.js";
import type { HeadRow } from "../../check/check-head.js";
import type { ReportFinding } from "../../check/store-finding.js";
import { readCheckpointRows } from "./read-checkpoint-rows.js";

/** Holds the checkpoints of a tenant against the tree while that grows, without keeping many of them in memory. */
export interface CheckpointCheck {
  /** Sizes of which the root is needed. */
  readonly sizes: ReadonlySet<number>;
  /** Reads the checkpoints up to a size, or all that are left, before the tree gets there. */
  read(size?: number): Promise<void>;
  /** Checks those up to a size, or all that were read, and forgets them with their roots. */
  check(roots: Map<number, Uint8Array>, size?: number): void;
}

/** Begins with the smallest checkpoint. */
export function createCheckpointCheck(
  client: ClientBase,
  head: HeadRow,
  log: { readonly originHost: string; readonly verifiers: readonly NoteVerifier[] },
  report: ReportFinding,
): CheckpointCheck {
  const checkpoints = readCheckpointRows(client, head.tenant_id);
  const sizes = new Set<number>();
  let pending: CheckpointRow[] = [];
  return {
    sizes,
    async read(upTo) {
      const rows = await (upTo === undefined ? checkpoints.readRest() : checkpoints.readUpTo(upTo));
      pending.push(...rows);
      for (const { size } of rows) {
        sizes.add(size);
      }
    },
    check(roots, upTo = Number.POSITIVE_INFINITY) {
      const due = pending.filter(({ size }) => size <= upTo);
      pending = pending.filter(({ size }) => size > upTo);
      checkCheckpoints(due, { head, ...log, roots }, report);
      for (const { size } of due) {
        sizes.delete(size);
        roots.delete(size);
      }
    },
  };
}
