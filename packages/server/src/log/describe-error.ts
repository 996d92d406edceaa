// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** What a log may say of an error: libraries put rows, queries and settings into other members of theirs. */
export interface ErrorDescription {
  readonly name: string;
  readonly code: string | number | undefined;
  readonly stack: string;
  readonly cause: ErrorDescription | undefined;
}

/** Describes an error, and those that caused it, at most four deep. */
export function describeError(error: unknown, depth = 4): ErrorDescription {
  if (!(error instanceof Error)) {
    return { name: typeof error, code: undefined, stack: String(error), cause: undefined };
  }
  const code = "code" in error && ["string", "number"].includes(typeof error.code) ? error.code : undefined;
  return {
    name: error.name,
    code: code as string | number | undefined,
    stack: error.stack ?? `${error.name}: ${error.message}`,
    cause: error.cause === undefined || depth <= 1 ? undefined : describeError(error.cause, depth - 1),
  };
}
