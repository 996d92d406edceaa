// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, createRegistry, type DescMessage } from "@bufbuild/protobuf";
import { pathToString } from "@bufbuild/protobuf/reflect";
import { createValidator, type Validator } from "@bufbuild/protovalidate";
import { QueryRequestSchema } from "@chaukas/spec-common";
import { type ValidationResult, validateQueryRequest } from "@chaukas/spec-common/validate";
import type {
  ExportEvidenceRequest,
  GetCheckpointRequest,
  GetConsistencyProofRequest,
  GetEntryBundleRequest,
  GetInclusionProofRequest,
  GetTileRequest,
  ListEntriesRequest,
  RedactEventRequest,
} from "../../gen/chaukas/spec/audit/v1/audit_pb.js";
import { rules_chaukas_spec_audit_v1_audit } from "../../gen/chaukas/spec/audit/v1/audit_rules.js";

/** A request of ChaukasAuditService. */
export type AuditRequest =
  | ExportEvidenceRequest
  | GetCheckpointRequest
  | GetConsistencyProofRequest
  | GetEntryBundleRequest
  | GetInclusionProofRequest
  | GetTileRequest
  | ListEntriesRequest
  | RedactEventRequest;

// The rules are in separate descriptors of the same messages. They are created on first use, so that importing this
// module costs nothing.
let rules: { readonly registry: ReturnType<typeof createRegistry>; readonly validator: Validator } | undefined;

/**
 * Checks a request of ChaukasAuditService against the rules in the protos: lengths, ranges, and what a redaction must
 * name. Never throws for the contents of a request. Does not know which records and sizes a log has.
 */
export function validateAuditRequest(request: AuditRequest): ValidationResult {
  if (request.$typeName === "chaukas.spec.audit.v1.ExportEvidenceRequest") {
    // Its only field is a message of another file, whose rules are in another package.
    return validateQueryRequest(create(QueryRequestSchema, request.filter && { filter: request.filter }));
  }
  rules ??= { registry: createRegistry(rules_chaukas_spec_audit_v1_audit), validator: createValidator() };
  const result = rules.validator.validate(rules.registry.getMessage(request.$typeName) as DescMessage, request);
  switch (result.kind) {
    case "valid":
      return { kind: "valid" };
    case "invalid":
      return {
        kind: "invalid",
        violations: result.violations.map(({ field, ruleId, message }) => ({
          path: pathToString(field),
          ruleId,
          message,
        })),
      };
    case "error":
      return { kind: "error", error: result.error };
  }
}
