// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatOrigin, isIntegrityError, type NoteVerifier } from "@chaukas/spec-integrity";
import { fromColumnText } from "../words/column-text.js";
import type { HeadRow } from "./check-head.js";
import type { ReportFinding } from "./store-finding.js";

/** Reports keys for logs that a store does not have. Whoever gives one expects that log, and that it was verified. */
export function reportMissingLogs(
  verifiers: readonly NoteVerifier[],
  { heads, originHost }: { readonly heads: readonly HeadRow[]; readonly originHost: string },
  report: ReportFinding,
): void {
  const origins = new Set(originHost === "" ? [] : heads.map((head) => originOf(originHost, head)));
  for (const { name } of verifiers.filter((verifier) => !origins.has(verifier.name))) {
    report({ table: "heads", message: `expected the log ${name}, for which a key was given, found none` });
  }
}

/** Undefined for what is no tenant. */
function originOf(originHost: string, { tenant_id }: HeadRow): string | undefined {
  try {
    return formatOrigin(originHost, fromColumnText(tenant_id));
  } catch (error) {
    if (isIntegrityError(error)) {
      return undefined;
    }
    throw error;
  }
}
