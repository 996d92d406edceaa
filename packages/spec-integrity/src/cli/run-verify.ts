// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { isIntegrityError } from "../errors/integrity-error.js";
import { type NoteVerifier, parseVerifierKey } from "../note/note-key.js";
import { formatReport } from "./format-report.js";
import { helpText, isServer, parseOptions, type VerifyOptions } from "./parse-options.js";
import { printLines } from "./print-lines.js";
import { readCheckpoints } from "./read-checkpoints.js";
import { readTextFile } from "./read-text-file.js";
import { VerifyError } from "./verify-error.js";
import { verifyFile } from "./verify-file.js";
import { createReport, type VerifyReport } from "./verify-report.js";

/** Exit codes of `chaukas-verify`. */
const exitCode = {
  /** Every record is as it was recorded, up to a checkpoint that covers them all. */
  proved: 0,
  /** Something is wrong with the trail, with a checkpoint, or with a response of the server. */
  failed: 1,
  /** Nothing was verified: the command line is invalid, or a file or server cannot be read. */
  unusable: 2,
  /** Nothing is wrong, but something is not proved. */
  conditional: 3,
} as const;

/** Runs a command line and resolves with its exit code. */
export async function runVerify(args: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options === "help" || options === "version") {
      printLines(process.stdout, options === "help" ? helpText.trimEnd().split("\n") : [readVersion()]);
      return exitCode.proved;
    }
    const report = await verify(options);
    printLines(process.stdout, options.json ? [JSON.stringify(report)] : formatReport(report));
    return exitCode[report.verdict];
  } catch (error) {
    const known = error instanceof VerifyError ? error : (nameWorkerFailure(error) ?? unexpected(error));
    printLines(process.stderr, [`error: ${known.message}`, `  what to do: ${known.remedy}`]);
    return exitCode.unusable;
  }
}

async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const { source, origin, key } = options;
  const report = createReport(source, origin);
  const verifier = key === undefined ? undefined : await readVerifierKey(key, origin);
  const kept = verifier === undefined ? [] : await readCheckpoints(options.checkpoints, verifier, report);
  if (isServer(source) && verifier !== undefined) {
    // Files, which are usual, need none of its messages.
    const { verifyServer } = await import("./verify-server.js");
    return verifyServer(options, verifier, kept, report);
  }
  return verifyFile(options, { key: verifier, kept }, report);
}

/** Returns the error of a worker that failed, which is nothing that the file says. */
function nameWorkerFailure(error: unknown): VerifyError | undefined {
  return isIntegrityError(error) && error.code === "worker_failed"
    ? new VerifyError(error.message, "let Node start threads, with enough memory for them, then verify again", {
        cause: error,
      })
    : undefined;
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

/** Reads a verifier key, given as text or as the path of a file. Its name must be the origin. */
async function readVerifierKey(key: string, origin: string): Promise<NoteVerifier> {
  // A path does not look like a key, which ends in its id and 44 characters of base64.
  const isText = /\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}$/.test(key);
  const text = isText ? key : (await readTextFile(key, "--key")).trim();
  const verifier = parseKey(text);
  if (verifier.name !== origin) {
    throw new VerifyError(
      `--key: expected a key of the origin ${origin}, got one of ${verifier.name}`,
      "give the key and the origin of the same log",
    );
  }
  return verifier;
}

function parseKey(text: string): NoteVerifier {
  try {
    if (text.startsWith("PRIVATE+KEY+")) {
      throw new VerifyError(
        "--key: expected a verifier key, got a private key",
        "keep it secret, and give the verifier key",
      );
    }
    return parseVerifierKey(text);
  } catch (error) {
    if (isIntegrityError(error)) {
      throw new VerifyError(
        `--key: ${error.message}`,
        "give the output of `chaukas-server signing-key show` that you kept",
        { cause: error },
      );
    }
    throw error;
  }
}
