// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Why events or logs could not be moved:
 * - `unreadable`: the file is not in a format that can be read;
 * - `incomplete`: the file ends, or becomes unreadable, before its end;
 * - `refused`: a log, or what belongs to it, was altered or does not fit together;
 * - `changed`: the source changed while it was read.
 */
export type TransferErrorCode = "unreadable" | "incomplete" | "refused" | "changed";

/** A failure to move events or logs. Its message names the file and the line, or the record. */
export class TransferError extends Error {
  override readonly name = "TransferError";

  constructor(
    readonly code: TransferErrorCode,
    message: string,
    /** What the user can do about it. */
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Returns whether a value is a {@link TransferError}. */
export function isTransferError(value: unknown): value is TransferError {
  return value instanceof Error && value.name === "TransferError" && "remedy" in value;
}
