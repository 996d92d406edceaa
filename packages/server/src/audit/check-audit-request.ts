// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage } from "@bufbuild/protobuf";
import { type AuditRequest, validateAuditRequest } from "@chaukas/spec-integrity/audit/validate";
import { invalidArgument } from "@chaukas/spec-server";

/**
 * Validates a request against the rules of the protos, and checks that every format can express its values. Throws
 * `invalid_argument`.
 */
export function checkAuditRequest(schema: DescMessage, request: AuditRequest): void {
  const unportable = findUnportable(schema, request);
  if (unportable !== undefined) {
    const message = "value must be well-formed Unicode, or an integer below 2^53";
    throw invalidArgument("", [{ path: unportable, ruleId: "portable", message }]);
  }
  const result = validateAuditRequest(request);
  if (result.kind === "error") {
    throw result.error;
  }
  if (result.kind === "invalid") {
    throw invalidArgument("", result.violations);
  }
}

/**
 * Returns the path of a value that not every format can express. JSON can contain lone surrogates, which UTF-8 cannot
 * express; binary can contain integers that JSON cannot.
 */
function findUnportable(schema: DescMessage, message: object): string | undefined {
  for (const { name, localName, message: inner } of schema.fields) {
    const value = (message as Record<string, unknown>)[localName];
    for (const item of Array.isArray(value) ? value : [value]) {
      const isMessage = inner !== undefined && typeof item === "object" && item !== null;
      const path = isMessage ? findUnportable(inner, item) : isPortable(item) ? undefined : "";
      if (path !== undefined) {
        return path === "" ? name : `${name}.${path}`;
      }
    }
  }
  return undefined;
}

function isPortable(value: unknown): boolean {
  return (
    (typeof value !== "string" || value.isWellFormed()) &&
    (typeof value !== "bigint" || value <= BigInt(Number.MAX_SAFE_INTEGER))
  );
}
