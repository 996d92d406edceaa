// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { CapabilitiesSchema } from "@chaukas/spec-common";
import type { ServerBackendOptions } from "./server-backend.js";

/** What the reference server can do. Who may redact events may alter them. */
export function describeCapabilities(
  { authentication, audit }: Pick<ServerBackendOptions, "authentication" | "audit">,
  maxBatchSize: number,
): MessageInitShape<typeof CapabilitiesSchema> {
  return {
    wormRetention: audit?.allowRedaction !== true,
    auditProofs: audit !== undefined,
    distributedQuery: false,
    rbac: authentication === "keys",
    sso: false,
    policyDecisions: true,
    dataAccessEvents: true,
    supportsBatchIngestion: true,
    supportsEventQuerying: true,
    supportsStatistics: true,
    maxBatchSize,
  };
}
