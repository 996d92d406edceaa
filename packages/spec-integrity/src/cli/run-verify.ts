// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { isIntegrityError } from "../errors/integrity-error.js";
import { type NoteVerifier, parseVerifierKey } from "../note/note-key.js";
import { helpText, isServer, parseOptions, type VerifyOptions } from "./parse-options.js";
import { readCheckpoints } from "./read-checkpoints.js";
import { readTextFile } from "./read-text-file.js";
import { VerifyError } from "./verify-error.js";
import { verifyExport } from "./verify-export.js";
import { createReport, formatReport, type VerifyReport } from "./verify-report.js";
import { verifyServer } from "./verify-server.js";

/** What `chaukas-verify` ends with. */
const exitCode = {
  /** The trail is what the kept checkpoints are about. */
  verified: 0,
  /** Something is wrong with the trail, with a checkpoint, or with what the server answers. */
  fault: 1,
  /** The command line is not right, or a file or a server cannot be read: nothing is known about the trail. */
  unusable: 2,
} as const;

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

/** Reads a verifier key: the text itself, or a file with it. It must be a key of the origin. */
async function readVerifierKey(key: string, origin: string): Promise<NoteVerifier> {
  // No path of a file has the shape of a key, which ends with its id and at least 44 characters of base64.
  const isText = /\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}$/.test(key);
  const text = isText ? key : (await readTextFile(key, "--key")).trim();
  const verifier = parseKey(text);
  if (verifier.name !== origin) {
    throw new VerifyError(
      `--key: expected a key of the origin ${origin}, got one of ${verifier.name}`,
      "give the key and the origin of one log",
    );
  }
  return verifier;
}

function parseKey(text: string): NoteVerifier {
  try {
    if (text.startsWith("PRIVATE+KEY+")) {
      throw new VerifyError("--key: expected a verifier key, got a private key", "keep it secret; give the public one");
    }
    return parseVerifierKey(text);
  } catch (error) {
    if (isIntegrityError(error)) {
      throw new VerifyError(
        `--key: ${error.message}`,
        "give what `chaukas-server signing-key show` printed, from where you kept it",
        { cause: error },
      );
    }
    throw error;
  }
}
