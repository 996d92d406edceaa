// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Why a server could not start.
 *
 * - `keys_needed`: the store has no keys, and the address is not loopback, or web pages of all origins are allowed.
 * - `bad_tls`: the certificate or the private key cannot be used.
 * - `bad_signing_key`: the key that signs checkpoints cannot be used.
 * - `cannot_listen`: the address is in use, does not belong to this machine, or is not allowed.
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

/** Returns whether a value is a {@link ServerStartError}, also one from another copy of this package. */
export function isServerStartError(value: unknown): value is ServerStartError {
  return value instanceof Error && value.name === "ServerStartError" && "code" in value && "remedy" in value;
}
