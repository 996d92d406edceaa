// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { SigningKey } from "@chaukas/server";
import {
  bytesFromHex,
  bytesToHex,
  type Checkpoint,
  createNoteSigner,
  createNoteVerifier,
  formatOrigin,
  openCheckpoint,
  verifyConsistency,
} from "@chaukas/spec-integrity";
import { verifyServedLog } from "../../served/verify-served-log.ts";
import type { AuditClient } from "./connect-auditors.ts";

/** Keeps every checkpoint of a log that a server has ever served, and checks the server against them. */
export interface Auditor {
  readonly tenantId: string;
  readonly kept: ReadonlyMap<number, Checkpoint>;
  /** Largest size signed so far. */
  readonly size: number;
  /** Verifies the signature of a checkpoint and keeps it. */
  keep(note: string): Checkpoint | undefined;
  /** Requests proofs that the log extends all checkpoints kept since the last call. */
  checkGrowth(audit: AuditClient): Promise<void>;
  /** Reads the whole log, and checks it against every kept checkpoint. */
  checkAll(audit: AuditClient): Promise<void>;
  /** Broken promises. */
  readonly faults: string[];
}

/** Creates the auditor of a tenant's log. */
export function createAuditor({ host, seed }: SigningKey, tenantId: string): Auditor {
  const origin = formatOrigin(host, tenantId);
  const verifier = createNoteVerifier(origin, createNoteSigner(origin, seed).publicKey);
  const kept = new Map<number, Checkpoint>();
  const faults: string[] = [];
  const fault = (problem: string) => void faults.push(`${tenantId}: ${problem}`);
  let unproved: Checkpoint[] = [];
  let size = 0;
  return {
    tenantId,
    kept,
    faults,
    get size() {
      return size;
    },
    keep(note) {
      const opened = openCheckpoint(note, verifier);
      if (!opened.valid) {
        fault(opened.message);
        return undefined;
      }
      const { checkpoint } = opened;
      const known = kept.get(checkpoint.size);
      if (known !== undefined && bytesToHex(known.root) !== bytesToHex(checkpoint.root)) {
        fault(`expected one root for size ${checkpoint.size}, got two signed ones`);
      }
      if (known === undefined) {
        kept.set(checkpoint.size, checkpoint);
        unproved.push(checkpoint);
        size = Math.max(size, checkpoint.size);
      }
      return checkpoint;
    },
    async checkGrowth(audit) {
      const newest = this.keep((await audit.getCheckpoint({ tenantId })).checkpoint);
      if (newest === undefined || newest.size < size) {
        fault(`expected a checkpoint of at least ${size}, which was signed before, got ${newest?.size}`);
        return;
      }
      for (const old of unproved.filter(({ size: from }) => from > 0)) {
        const sizes = { fromSize: BigInt(old.size), toSize: BigInt(newest.size) };
        const { hashes } = await audit.getConsistencyProof({ tenantId, ...sizes });
        const claim = { oldSize: old.size, oldRoot: old.root, newSize: newest.size, newRoot: newest.root };
        const result = verifyConsistency(claim, hashes.map(bytesFromHex));
        if (!result.valid) {
          fault(`size ${newest.size} does not extend size ${old.size}: ${result.message}`);
        }
      }
      unproved = [newest];
    },
    async checkAll(audit) {
      const result = await verifyServedLog(audit, tenantId, { origin, checkpoints: [...kept.values()] });
      if (!result.valid) {
        fault(result.message);
      }
    },
  };
}
