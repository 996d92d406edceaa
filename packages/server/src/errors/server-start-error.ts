// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Why a server could not start.
 *
 * - `keys_needed`: it should listen where others reach it, and its store has no keys.
 * - `bad_tls`: certificate or private key cannot be used.
 * - `bad_signing_key`: the key for checkpoints cannot be used.
 * - `cannot_listen`: the address is taken, not of this machine, or not allowed.
 */
export type ServerStartErrorCode = "keys_needed" | "bad_tls" | "bad_signing_key" | "cannot_listen";

/** Thrown when a server cannot start. */
export class ServerStartError extends Error {
  override readonly name = "ServerStartError";

  constructor(
    readonly code: ServerStartErrorCode,
    message: string,
    /** What to do about it. */
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether a value is a {@link ServerStartError}, of this copy of the package or another. */
export function isServerStartError(value: unknown): value is ServerStartError {
  return value instanceof Error && value.name === "ServerStartError" && "code" in value && "remedy" in value;
}
