// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { checkpoint, entryJson, entryProtoJson, hash, ofAudit, other } from "../../lib/audit-templates.ts";
import { breaksRule, type Case, valid } from "../../lib/case.ts";

const headerJson = {
  origin: "example.com/t/acme",
  checkpoint,
  size: 149,
  selection: { tenant_id: "acme", session_id: "session-1" },
};
const headerProtoJson = {
  origin: "example.com/t/acme",
  checkpoint,
  size: "149",
  selection: { tenantId: "acme", sessionId: "session-1" },
};
const hashes = [hash, other];

export const auditEvidence: readonly Case[] = [
  valid(
    ofAudit(
      "ExportEvidenceRequest",
      "export-evidence-request",
      "Evidence of one session.",
      { filter: { tenant_id: "acme", session_id: "session-1" } },
      { filter: { tenantId: "acme", sessionId: "session-1" } },
    ),
  ),
  valid(ofAudit("ExportEvidenceRequest", "export-evidence-request-of-everything", "Evidence of a whole log.", {})),
  valid(
    ofAudit(
      "ExportEvidenceResponse",
      "export-evidence-response-header",
      "The first message of a stream.",
      { header: headerJson },
      { header: headerProtoJson },
    ),
  ),
  valid(
    ofAudit(
      "ExportEvidenceResponse",
      "export-evidence-response-entry",
      "A record with its proof.",
      { entry: { entry: entryJson, hashes } },
      { entry: { entry: entryProtoJson, hashes } },
    ),
  ),
  breaksRule("export_evidence_response.part", "", {
    ...ofAudit("ExportEvidenceResponse", "export-evidence-response-empty", "A message with nothing in it.", {}),
  }),
  breaksRule("export_evidence_response.part", "", {
    ...ofAudit(
      "ExportEvidenceResponse",
      "export-evidence-response-of-both-parts",
      "A header and a record in one message.",
      { header: headerJson, entry: { entry: entryJson, hashes } },
      { header: headerProtoJson, entry: { entry: entryProtoJson, hashes } },
    ),
  }),
  valid(ofAudit("EvidenceHeader", "evidence-header", "A header of evidence.", headerJson, headerProtoJson)),
  breaksRule("int64.gte", "/size", {
    ...ofAudit("EvidenceHeader", "evidence-header-of-negative-size", "A negative size.", { size: -1 }, { size: "-1" }),
  }),
  valid(
    ofAudit(
      "EvidenceEntry",
      "evidence-entry-alone",
      "The only record of its tree, which has no proof.",
      { entry: entryJson },
      { entry: entryProtoJson },
    ),
  ),
  breaksRule("repeated.max_items", "/hashes", {
    ...ofAudit(
      "EvidenceEntry",
      "evidence-entry-too-long",
      "A proof of 65 hashes.",
      { entry: entryJson, hashes: Array(65).fill(hash) },
      { entry: entryProtoJson, hashes: Array(65).fill(hash) },
    ),
  }),
  breaksRule("string.pattern", "/hashes/1", {
    ...ofAudit(
      "EvidenceEntry",
      "evidence-entry-in-upper-case",
      "A hash in upper case.",
      { entry: entryJson, hashes: [hash, other.toUpperCase()] },
      { entry: entryProtoJson, hashes: [hash, other.toUpperCase()] },
    ),
  }),
];
