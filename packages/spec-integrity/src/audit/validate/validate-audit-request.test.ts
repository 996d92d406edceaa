// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, createRegistry } from "@bufbuild/protobuf";
import {
  ExportEvidenceRequestSchema,
  file_chaukas_spec_audit_v1_audit,
  GetCheckpointRequestSchema,
  GetConsistencyProofRequestSchema,
  GetEntryBundleRequestSchema,
  GetInclusionProofRequestSchema,
  GetTileRequestSchema,
  ListEntriesRequestSchema,
  RedactEventRequestSchema,
} from "@chaukas/spec-integrity/audit";
import { type AuditRequest, validateAuditRequest } from "@chaukas/spec-integrity/audit/validate";
import { describe, expect, it } from "vitest";

const redact = (init: object) =>
  create(RedactEventRequestSchema, {
    eventId: "event-1",
    fields: ["/message/text"],
    method: "mask",
    reason: "Erasure was requested.",
    ...init,
  });
const long = "t".repeat(257);
const negative = "must be greater than or equal to 0";
const range = (max: number) => `${negative} and less than or equal to ${max}`;

const valid: [string, AuditRequest][] = [
  ["the newest checkpoint", create(GetCheckpointRequestSchema)],
  ["an event by its identifier", create(GetInclusionProofRequestSchema, { eventId: "event-1", treeSize: 149n })],
  ["an event by its sequence", create(GetInclusionProofRequestSchema, { sequence: 7n })],
  ["consistency with the newest checkpoint", create(GetConsistencyProofRequestSchema, { fromSize: 1n })],
  ["consistency of a size with itself", create(GetConsistencyProofRequestSchema, { fromSize: 7n, toSize: 7n })],
  ["the widest tile of the highest level", create(GetTileRequestSchema, { level: 63, width: 256, index: 2n ** 40n })],
  ["the first bundle", create(GetEntryBundleRequestSchema)],
  ["the largest page", create(ListEntriesRequestSchema, { fromSequence: 2n ** 53n, pageSize: 1000 })],
  ...["mask", "hash", "drop"].map((method): [string, AuditRequest] => [`redaction by ${method}`, redact({ method })]),
  ["evidence for everything", create(ExportEvidenceRequestSchema)],
  ["evidence for a session", create(ExportEvidenceRequestSchema, { filter: { tenantId: "acme", sessionId: "s-1" } })],
];

const broken: [AuditRequest, path: string, ruleId: string, message: string][] = [
  [
    create(GetCheckpointRequestSchema, { tenantId: long }),
    "tenant_id",
    "string.max_bytes",
    "must be at most 256 bytes",
  ],
  [create(GetCheckpointRequestSchema, { minSize: -1n }), "min_size", "int64.gte", negative],
  [
    create(GetInclusionProofRequestSchema, { eventId: "event-1", sequence: 7n }),
    "",
    "get_inclusion_proof_request.record",
    "sequence must be 0 when event_id is set",
  ],
  [create(GetInclusionProofRequestSchema, { treeSize: -1n }), "tree_size", "int64.gte", negative],
  [create(GetConsistencyProofRequestSchema), "from_size", "required", "value is required"],
  [
    create(GetConsistencyProofRequestSchema, { fromSize: 8n, toSize: 7n }),
    "",
    "get_consistency_proof_request.order",
    "from_size must not be above to_size",
  ],
  [create(GetTileRequestSchema, { level: 64 }), "level", "int32.gte_lte", range(63)],
  [create(GetTileRequestSchema, { width: 257 }), "width", "int32.gte_lte", range(256)],
  [create(GetTileRequestSchema, { index: -1n }), "index", "int64.gte", negative],
  [create(GetEntryBundleRequestSchema, { width: -1 }), "width", "int32.gte_lte", range(256)],
  [create(ListEntriesRequestSchema, { pageSize: 1001 }), "page_size", "int32.gte_lte", range(1000)],
  [redact({ eventId: "" }), "event_id", "required", "value is required"],
  [redact({ fields: [] }), "fields", "required", "value is required"],
  [redact({ fields: [""] }), "fields[0]", "string.min_bytes", "must be at least 1 bytes"],
  [redact({ fields: ["/a", "/a"] }), "fields", "repeated.unique", "repeated value must contain unique items"],
  [redact({ method: "" }), "method", "required", "value is required"],
  [redact({ method: "shred" }), "method", "string.in", "must be in list [mask, hash, drop]"],
  [redact({ reason: "" }), "reason", "required", "value is required"],
  [redact({ requestedBy: long }), "requested_by", "string.max_bytes", "must be at most 256 bytes"],
  [
    create(ExportEvidenceRequestSchema, { filter: { sessionId: long } }),
    "filter.session_id",
    "string.max_bytes",
    "must be at most 256 bytes",
  ],
];

describe("a request of the audit service", () => {
  it.each(valid)("can request %s", (_, request) => {
    expect(validateAuditRequest(request)).toEqual({ kind: "valid" });
  });

  it.each(broken)("must follow the rules: $0.$typeName, %s, %s", (request, path, ruleId, message) => {
    expect(validateAuditRequest(request)).toEqual({ kind: "invalid", violations: [{ path, ruleId, message }] });
  });

  it("has a case here for every method", () => {
    const service = createRegistry(file_chaukas_spec_audit_v1_audit).getService(
      "chaukas.spec.audit.v1.ChaukasAuditService",
    );
    const shown = new Set([...valid.map(([, request]) => request), ...broken.map(([request]) => request)].map(nameOf));
    expect([...shown].sort()).toEqual(service?.methods.map(({ input }) => input.typeName).sort());
  });
});

function nameOf(request: AuditRequest): string {
  return request.$typeName;
}
