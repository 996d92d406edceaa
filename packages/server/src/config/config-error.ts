// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Thrown when a configuration value cannot be used. The message names the value and its location. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "invalid_config";

  constructor(
    /** Location of the value: `--port`, `CHAUKAS_PORT` or `chaukas.yaml: port`. */
    readonly path: string,
    expectation: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${expectation}`, options);
  }
}

/** Returns whether a value is a {@link ConfigError}, also one from another copy of this package. */
export function isConfigError(value: unknown): value is ConfigError {
  return value instanceof Error && value.name === "ConfigError" && "code" in value && "path" in value;
}
