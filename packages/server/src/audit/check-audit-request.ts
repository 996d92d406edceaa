// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { type AuditRequest, validateAuditRequest } from "@chaukas/spec-integrity/audit/validate";
import { invalidArgument } from "@chaukas/spec-server";

/**
 * Holds a request against the rules of the protos, and against what every format can express. Throws
 * `invalid_argument`.
 */
export function checkAuditRequest(schema: DescMessage, request: AuditRequest): void {
  const unfit = schema.fields.find((field) => !isFit(field, request));
  if (unfit !== undefined) {
    const message = "value must be well-formed Unicode, or an integer below 2^53";
    throw invalidArgument("", [{ path: unfit.name, ruleId: "portable", message }]);
  }
  const result = validateAuditRequest(request);
  if (result.kind === "error") {
    throw result.error;
  }
  if (result.kind === "invalid") {
    throw invalidArgument("", result.violations);
  }
}

/** JSON brings lone surrogates, which UTF-8 cannot express, and binary integers that logs never reach. */
function isFit({ localName }: DescField, request: AuditRequest): boolean {
  const value = (request as unknown as Record<string, unknown>)[localName];
  const values = Array.isArray(value) ? value : [value];
  return values.every(
    (item) =>
      (typeof item !== "string" || item.isWellFormed()) &&
      (typeof item !== "bigint" || item <= BigInt(Number.MAX_SAFE_INTEGER)),
  );
}
