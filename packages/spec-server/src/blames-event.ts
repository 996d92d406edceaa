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

/** Whether an error speaks of the one event that it was thrown for, so that the rest of a batch can go on. */
export function blamesEvent(error: unknown): error is ConnectError {
  return error instanceof ConnectError && codes.has(error.code) && retryAfterSecondsOf(error) === undefined;
}
