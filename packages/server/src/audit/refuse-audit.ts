// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import type { AuditService } from "./create-audit-service.js";

/** The answers of ChaukasAuditService on a server without audit proofs. */
export function refuseAudit(problem: string): AuditService {
  const refuse = () => Promise.reject(new ConnectError(`audit: ${problem}`, Code.Unimplemented));
  return {
    getCheckpoint: refuse,
    getInclusionProof: refuse,
    getConsistencyProof: refuse,
    getTile: refuse,
    getEntryBundle: refuse,
    listEntries: refuse,
    redactEvent: refuse,
  };
}
