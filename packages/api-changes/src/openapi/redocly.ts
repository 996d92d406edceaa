// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";

/**
 * Runs a command of the Redocly CLI by the rules of openapi/redocly.yaml, and returns its report. Throws
 * {@link ScriptError} with what it printed when that is no report. Nothing is fetched and nothing is sent.
 */
export async function redocly(command: "lint" | "diff", ...args: string[]): Promise<unknown> {
  const config = join(root, "openapi/redocly.yaml");
  // The telemetry of the configuration file is off as well, for those who run the tool by hand.
  const env = { ...process.env, REDOCLY_SUPPRESS_NOTIFICATIONS: "true", REDOCLY_TELEMETRY: "off" };
  const { stdout, output } = await capture("redocly", [command, ...args, "--config", config, "--format=json"], { env });
  try {
    return JSON.parse(stdout);
  } catch (cause) {
    throw new ScriptError(`redocly ${command} failed:\n${output.trim()}`, "fix the problems listed above", { cause });
  }
}
