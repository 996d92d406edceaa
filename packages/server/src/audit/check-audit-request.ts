// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { type AuditRequest, validateAuditRequest } from "@chaukas/spec-integrity/audit/validate";
import { invalidArgument } from "@chaukas/spec-server";

/**
 * Validates a request against the rules of the protos, and checks that every format can express its values. Throws
 * `invalid_argument`.
 */
export function checkAuditRequest(schema: DescMessage, request: AuditRequest): void {
  const unportable = schema.fields.find((field) => !isPortable(field, request));
  if (unportable !== undefined) {
    const message = "value must be well-formed Unicode, or an integer below 2^53";
    throw invalidArgument("", [{ path: unportable.name, ruleId: "portable", message }]);
  }
  const result = validateAuditRequest(request);
  if (result.kind === "error") {
    throw result.error;
  }
  if (result.kind === "invalid") {
    throw invalidArgument("", result.violations);
  }
}

/** JSON can contain lone surrogates, which UTF-8 cannot express; binary can contain integers that JSON cannot. */
function isPortable({ localName }: DescField, request: AuditRequest): boolean {
  const value = (request as unknown as Record<string, unknown>)[localName];
  const values = Array.isArray(value) ? value : [value];
  return values.every(
    (item) =>
      (typeof item !== "string" || item.isWellFormed()) &&
      (typeof item !== "bigint" || item <= BigInt(Number.MAX_SAFE_INTEGER)),
  );
}
