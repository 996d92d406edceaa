// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Thrown when a value of the configuration cannot be used. The message names the value and where it stands. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "invalid_config";

  constructor(
    /** Where the value stands: `--port`, `CHAUKAS_PORT` or `chaukas.yaml: port`. */
    readonly path: string,
    expectation: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${expectation}`, options);
  }
}

/** Whether a value is a {@link ConfigError}, of this copy of the package or another. */
export function isConfigError(value: unknown): value is ConfigError {
  return value instanceof Error && value.name === "ConfigError" && "code" in value && "path" in value;
}
