// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";

/**
 * Runs a command of the Redocly CLI by the rules of openapi/redocly.yaml, and returns its report. Throws
 * {@link ScriptError} with the output if it is not a report. Nothing is fetched or sent.
 */
export async function redocly(command: "lint" | "diff", ...args: string[]): Promise<unknown> {
  const config = join(root, "openapi/redocly.yaml");
  // The configuration file also turns telemetry off, for anyone who runs the tool directly.
  const env = { ...process.env, REDOCLY_SUPPRESS_NOTIFICATIONS: "true", REDOCLY_TELEMETRY: "off" };
  const { stdout, output } = await capture("redocly", [command, ...args, "--config", config, "--format=json"], { env });
  try {
    return JSON.parse(stdout);
  } catch (cause) {
    throw new ScriptError(`redocly ${command} failed:\n${output.trim()}`, "fix the problems listed above", { cause });
  }
}
