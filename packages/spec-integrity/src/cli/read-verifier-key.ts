// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isIntegrityError } from "../integrity-error.js";
import { type NoteVerifier, parseVerifierKey } from "../note-key.js";
import { readTextFile } from "./read-text-file.js";
import { VerifyError } from "./verify-error.js";

/** Reads a verifier key: the text itself, or a file with it. It must be a key of the origin. */
export async function readVerifierKey(key: string, origin: string): Promise<NoteVerifier> {
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
