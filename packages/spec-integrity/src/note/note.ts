// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { base64Encode } from "@bufbuild/protobuf/wire";
import { parseBase64 } from "../encoding/base64.js";
import { bytesFromHex, bytesToHex } from "../encoding/hex.js";
import { IntegrityError } from "../errors/integrity-error.js";
import { refuse, type Verification } from "../errors/verification.js";
import { isNoteName, type NoteSigner, type NoteVerifier } from "./note-key.js";

/**
 * Why a note is not trusted:
 * - `malformed`: it is not a signed note;
 * - `unsigned`: the key has not signed it;
 * - `bad_signature`: the signature of the key does not match the text.
 */
export type NoteFaultCode = "malformed" | "unsigned" | "bad_signature";

export type NoteVerification = Verification<NoteFaultCode, { readonly text: string }>;

interface SignatureLine {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

const mark = "\u2014 ";
const keyIdLength = 4;
const maxSignatures = 100;
const encoder = new TextEncoder();
// biome-ignore lint/suspicious/noControlCharactersInRegex: a note must not contain them
const forbidden = /[\u0000-\u0009\u000b-\u001f\p{Surrogate}]/u;

/**
 * Signs a text as a note (C2SP signed-note). Throws an `IntegrityError` of code `malformed` for a text that cannot be
 * signed.
 */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!text.endsWith("\n") || forbidden.test(text)) {
    throw new IntegrityError(
      "malformed",
      "",
      "expected text without control characters that ends in a line feed",
      "note",
    );
  }
  const message = encoder.encode(text);
  const lines = signers.map((signer) => {
    const bytes = Uint8Array.of(...bytesFromHex(signer.keyId), ...signer.sign(message));
    return `${mark}${signer.name} ${base64Encode(bytes)}\n`;
  });
  return `${text}\n${lines.join("")}`;
}

/** Verifies that a key has signed a note (C2SP signed-note), and returns its text. Ignores signatures of other keys. */
export function openNote(note: string, verifier: NoteVerifier): NoteVerification {
  const split = note.lastIndexOf("\n\n");
  const lines = note.slice(split + 2).split("\n");
  if (split === -1 || lines.pop() !== "" || lines.length > maxSignatures || forbidden.test(note)) {
    return refuse("malformed", "the note: expected a text, an empty line, and signatures that each end in a line feed");
  }
  const text = note.slice(0, split + 1);
  const signatures = lines.map(parseSignature);
  const broken = signatures.indexOf(undefined);
  if (broken !== -1) {
    return refuse("malformed", `signature ${broken + 1} of the note: expected \u2014, a name and base64`);
  }
  const own = signatures.find((line) => line?.name === verifier.name && line.keyId === verifier.keyId);
  if (own === undefined) {
    return refuse("unsigned", `the note: expected a signature of ${verifier.name}+${verifier.keyId}, found none`);
  }
  return verifier.verify(encoder.encode(text), own.signature)
    ? { valid: true, text }
    : refuse("bad_signature", `the note: the signature of ${verifier.name}+${verifier.keyId} does not match the text`);
}

function parseSignature(line: string): SignatureLine | undefined {
  const [name = "", encoded = "", ...rest] = line.startsWith(mark) ? line.slice(mark.length).split(" ") : [];
  const bytes = parseBase64(encoded);
  if (!isNoteName(name) || bytes === undefined || bytes.length <= keyIdLength || rest.length > 0) {
    return undefined;
  }
  return { name, keyId: bytesToHex(bytes.subarray(0, keyIdLength)), signature: bytes.slice(keyIdLength) };
}
