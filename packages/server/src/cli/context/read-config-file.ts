// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { ConfigError } from "../../config/config-error.js";

/** Reads a configuration file, which is a YAML mapping; JSON is a subset of YAML. Throws a `ConfigError`. */
export function readConfigFile(path: string): { path: string; values: Record<string, unknown> } {
  const values = parseFile(path) ?? {};
  if (typeof values !== "object" || Array.isArray(values)) {
    throw new ConfigError(path, "expected a mapping of settings, such as `port: 50051`");
  }
  return { path, values: values as Record<string, unknown> };
}

function parseFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new ConfigError(path, `expected a readable file: ${(cause as Error).message}`, { cause });
  }
  try {
    return parse(text);
  } catch (cause) {
    const [problem] = (cause as Error).message.split("\n");
    throw new ConfigError(path, `expected YAML or JSON: ${problem}`, { cause });
  }
}
