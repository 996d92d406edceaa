// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { exitCode } from "./exit-code.js";
import { formatReport } from "./format-report.js";
import { helpText } from "./help-text.js";
import { isServer, parseOptions, type VerifyOptions } from "./parse-options.js";
import { readCheckpoints } from "./read-checkpoints.js";
import { readVerifierKey } from "./read-verifier-key.js";
import { VerifyError } from "./verify-error.js";
import { verifyExport } from "./verify-export.js";
import { createReport, type VerifyReport } from "./verify-report.js";
import { verifyServer } from "./verify-server.js";

/** Runs a command line and resolves with its exit code. */
export async function runVerify(args: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options === "help" || options === "version") {
      process.stdout.write(options === "help" ? helpText : `${readVersion()}\n`);
      return exitCode.verified;
    }
    const report = await verify(options);
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : formatReport(report));
    return report.verified ? exitCode.verified : exitCode.fault;
  } catch (error) {
    const known = error instanceof VerifyError ? error : unexpected(error);
    process.stderr.write(`error: ${known.message}\n  what to do: ${known.remedy}\n`);
    return exitCode.unusable;
  }
}

async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const { source, origin, key } = options;
  const report = createReport(source, origin);
  const verifier = key === undefined ? undefined : await readVerifierKey(key, origin);
  const kept = verifier === undefined ? [] : await readCheckpoints(options.checkpoints, verifier, report);
  return isServer(source) && verifier !== undefined
    ? verifyServer(options, verifier, kept, report)
    : verifyExport(source, origin, kept, report);
}

function unexpected(error: unknown): VerifyError {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new VerifyError(
    `unexpected failure: ${text}`,
    "report it at https://github.com/chaukasai/chaukas-spec/issues",
  );
}

function readVersion(): string {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
}
