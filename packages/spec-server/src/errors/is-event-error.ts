// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import { retryAfterSecondsOf } from "./limit-error.js";

const codes: ReadonlySet<Code> = new Set([
  Code.InvalidArgument,
  Code.NotFound,
  Code.AlreadyExists,
  Code.PermissionDenied,
  Code.ResourceExhausted,
  Code.FailedPrecondition,
  Code.OutOfRange,
]);

/** Returns whether an error concerns only the event that it was thrown for, so the rest of the batch can proceed. */
export function isEventError(error: unknown): error is ConnectError {
  return error instanceof ConnectError && codes.has(error.code) && retryAfterSecondsOf(error) === undefined;
}
