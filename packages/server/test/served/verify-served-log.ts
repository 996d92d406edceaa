// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  type Checkpoint,
  createTrailVerifier,
  leafHash,
  type TrailFault,
  type ValidTrail,
} from "@chaukas/spec-integrity";
import { type ChaukasAuditService, logEntryOpening } from "@chaukas/spec-integrity/audit";
import type { Client } from "@connectrpc/connect";

/** Reads the whole log of an origin from a server, and verifies it against kept checkpoints. */
export async function verifyServedLog(
  audit: Pick<Client<typeof ChaukasAuditService>, "listEntries">,
  tenantId: string,
  expectation: { readonly origin: string; readonly checkpoints?: readonly Checkpoint[]; readonly pageSize?: number },
): Promise<ValidTrail | TrailFault> {
  const verifier = createTrailVerifier(expectation);
  const pageSize = expectation.pageSize ?? 1000;
  for (let next = 0n, size = 1n; next < size; ) {
    const { entries, logSize } = await audit.listEntries({ tenantId, fromSequence: next, pageSize });
    if (entries.length === 0) {
      break;
    }
    for (const entry of entries) {
      const { record, event } = entry;
      if (event === undefined) {
        throw new Error(`entry ${entry.sequence}: expected an event, got none`);
      }
      const { commit } = JSON.parse(record) as { commit: string };
      const sequence = Number(entry.sequence);
      verifier.push({ sequence, event, opening: logEntryOpening(entry), commit, leaf: leafHash(record) });
    }
    next += BigInt(entries.length);
    size = logSize;
  }
  return verifier.finish();
}
