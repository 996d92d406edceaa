// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasOptions } from "../core/chaukas-options.js";
import { ChaukasError } from "../errors/chaukas-error.js";

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Fills in the options that are given as variables of the environment. Throws `ChaukasError` for options that exclude each
 * other, wherever they come from.
 */
export function readEnvironment(options: ChaukasOptions, env: Variables = process.env): ChaukasOptions {
  const read = (name: string) => env[`CHAUKAS_${name}`] || undefined;
  const filled = {
    ...options,
    file: options.file ?? read("FILE"),
    spool: options.spool ?? read("SPOOL"),
    apiKey: options.apiKey ?? read("API_KEY"),
    tenantId: options.tenantId ?? read("TENANT_ID"),
    projectId: options.projectId ?? read("PROJECT_ID"),
    mode: options.mode ?? (read("MODE") as ChaukasOptions["mode"]),
    baseUrl: options.baseUrl ?? read("BASE_URL"),
  };
  if (options.file !== undefined && options.baseUrl !== undefined) {
    throw new ChaukasError("invalid_option", "file", "expected either file or baseUrl, got both");
  }
  if (filled.file !== undefined && filled.spool !== undefined) {
    throw new ChaukasError("invalid_option", "spool", "expected no spool with a file, which is on disk itself");
  }
  return filled;
}
