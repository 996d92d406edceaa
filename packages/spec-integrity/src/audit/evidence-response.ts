// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { queryFilterToJson } from "@chaukas/spec-common/json";
import { IntegrityError } from "../errors/integrity-error.js";
import { formatEvidenceHeader, formatEvidenceLine } from "../evidence/evidence-format.js";
import type { ExportEvidenceResponse } from "../gen/chaukas/spec/audit/v1/audit_pb.js";
import { logEntryOpening } from "./log-entry.js";

/**
 * Writes a message of ExportEvidence as a line of evidence (chaukas-integrity/1, §7a), without a line feed, so that the
 * stream can be saved or passed to `createEvidenceVerifier`. Throws an `IntegrityError` of code `malformed` for a
 * message that is neither a header nor an entry with an event.
 */
export function formatEvidenceResponse({ header, entry }: ExportEvidenceResponse): string {
  if (header !== undefined) {
    const { origin, checkpoint, size, selection } = header;
    const filter = selection === undefined ? {} : queryFilterToJson(selection);
    return formatEvidenceHeader({ origin, checkpoint, size: Number(size), selection: { ...filter } });
  }
  const record = entry?.entry;
  if (record?.event === undefined) {
    throw new IntegrityError("malformed", "", "expected a header, or an entry with an event", "response");
  }
  const { sequence, event } = record;
  const proof = entry?.hashes ?? [];
  return formatEvidenceLine({ sequence: Number(sequence), opening: logEntryOpening(record), event, proof });
}
