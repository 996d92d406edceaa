// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Why the SDK refuses something: `invalid_option` or `invalid_event` for what the caller passed, `not_recorded` if in
 * audit mode an action may not begin because its start could not be recorded, `closed` after `close()`.
 */
export type ChaukasErrorCode = "invalid_option" | "invalid_event" | "not_recorded" | "closed";

/** Thrown by the SDK for an invalid option and, in audit mode, for an event that is not recorded. */
export class ChaukasError extends Error {
  override readonly name = "ChaukasError";
  /** The kind of the error. */
  readonly code: ChaukasErrorCode;
  /** Name of the option, or JSON Pointer into the event. Empty if neither is to blame. */
  readonly path: string;

  constructor(code: ChaukasErrorCode, path: string, problem: string, options?: ErrorOptions) {
    super(`[${code}] ${path === "" ? "" : `${path}: `}${problem}`, options);
    this.code = code;
    this.path = path;
  }
}

/** Returns whether a value is a {@link ChaukasError}, from any installed copy of this package. */
export function isChaukasError(value: unknown): value is ChaukasError {
  return value instanceof Error && value.name === "ChaukasError" && "code" in value && "path" in value;
}
