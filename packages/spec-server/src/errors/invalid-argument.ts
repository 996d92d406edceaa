// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonCodecError } from "@chaukas/spec-common/json";
import type { Violation } from "@chaukas/spec-common/validate";
import { Code, ConnectError } from "@connectrpc/connect";
import { BadRequestSchema } from "../gen/google/rpc/error_details_pb.js";
import { shortenMessage, shortenPointer } from "./shorten.js";

/** Errors are sent in headers, which have no room for long lists. */
const maxViolations = 16;

/**
 * Creates the error for a message that violates rules: `invalid_argument` with google.rpc.BadRequest, whose paths begin
 * with `prefix`.
 */
export function invalidArgument(prefix: string, violations: readonly Violation[]): ConnectError {
  const shown = violations.slice(0, maxViolations).map((violation) => ({
    field: joinPath(prefix, violation.path),
    description: violation.message,
    reason: violation.ruleId.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_"),
  }));
  const faults = shown.map(({ field, description }) => `${field}: ${description}`);
  const rest = violations.length - shown.length;
  const message = [...faults, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
  const detail = { desc: BadRequestSchema, value: { fieldViolations: shown } };
  return new ConnectError(message, Code.InvalidArgument, undefined, [detail]);
}

/** Creates the error for JSON that cannot be read: `invalid_argument` with google.rpc.BadRequest and a JSON Pointer. */
export function invalidJson({ path, code, message }: JsonCodecError): ConnectError {
  const subject = path || message.slice(0, message.indexOf(": expected "));
  const expectation = message.slice(subject.length + 2);
  // Headers have no room for a long key either.
  const place = shortenPointer(path) || shortenMessage(subject);
  return invalidArgument("", [{ path: place, ruleId: code, message: shortenMessage(expectation) }]);
}

function joinPath(prefix: string, path: string): string {
  return prefix === "" || path === "" ? prefix + path : `${prefix}.${path}`;
}
