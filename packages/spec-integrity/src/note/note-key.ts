// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { base64Encode } from "@bufbuild/protobuf/wire";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "#hash";
import { parseBase64 } from "../encoding/base64.js";
import { bytesToHex } from "../encoding/hex.js";
import { IntegrityError } from "../errors/integrity-error.js";

/** Signs notes under a name (C2SP signed-note), with Ed25519. */
export interface NoteSigner {
  readonly name: string;
  /** First four bytes of the hash over name and public key, in lower-case hex. */
  readonly keyId: string;
  /** Public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** Verifies signatures of notes under a name (C2SP signed-note), with Ed25519. */
export interface NoteVerifier {
  readonly name: string;
  /** First four bytes of the hash over name and public key, in lower-case hex. */
  readonly keyId: string;
  /** Public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

const keyLength = 32;
const ed25519Type = 1;
const keyPattern = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/;
const privatePrefix = "PRIVATE+KEY+";

/** Creates a signer from a name and a private key, which is the 32-byte seed of RFC 8032. */
export function createNoteSigner(name: string, privateKey: Uint8Array): NoteSigner {
  requireName(name);
  requireKey(privateKey);
  const publicKey = ed25519.getPublicKey(privateKey);
  const keyId = keyIdOf(name, publicKey);
  return { name, keyId, publicKey, sign: (message) => ed25519.sign(message, privateKey) };
}

/** Creates a verifier from a name and a public key of 32 bytes. It verifies signatures strictly by RFC 8032. */
export function createNoteVerifier(name: string, publicKey: Uint8Array): NoteVerifier {
  requireName(name);
  requireKey(publicKey);
  const verify = (message: Uint8Array, signature: Uint8Array) => {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  };
  return { name, keyId: keyIdOf(name, publicKey), publicKey, verify };
}

/** Writes the public half of a key as text: `<name>+<key id>+<base64>`, as Go's package note does. */
export function formatVerifierKey({ name, keyId, publicKey }: NoteSigner | NoteVerifier): string {
  return `${name}+${keyId}+${encodeKey(publicKey)}`;
}

/** Reads what {@link formatVerifierKey} writes. Throws an `IntegrityError` of code `malformed` for other texts. */
export function parseVerifierKey(text: string): NoteVerifier {
  const { name, keyId, key } = parseKey(text, "verifier key");
  const verifier = createNoteVerifier(name, key);
  requireKeyId(keyId, verifier.keyId);
  return verifier;
}

/** Writes a private key as text that begins with `PRIVATE+KEY+`, as Go's package note does. Keep it secret. */
export function formatSignerKey(name: string, privateKey: Uint8Array): string {
  return `${privatePrefix}${name}+${createNoteSigner(name, privateKey).keyId}+${encodeKey(privateKey)}`;
}

/**
 * Reads what {@link formatSignerKey} writes. Throws an `IntegrityError` of code `malformed` that does not show the key.
 */
export function parseSignerKey(text: string): NoteSigner {
  if (!text.startsWith(privatePrefix)) {
    throw new IntegrityError("malformed", "", `expected text that starts with ${privatePrefix}`, "signer key");
  }
  const { name, keyId, key } = parseKey(text.slice(privatePrefix.length), "signer key");
  const signer = createNoteSigner(name, key);
  requireKeyId(keyId, signer.keyId);
  return signer;
}

/** Returns whether a name can be used in a note. */
export function isNoteName(name: string): boolean {
  return name !== "" && !/[+\s\u0085\p{Surrogate}]/u.test(name);
}

function keyIdOf(name: string, publicKey: Uint8Array): string {
  const nameBytes = new TextEncoder().encode(`${name}\n`);
  const input = new Uint8Array([...nameBytes, ed25519Type, ...publicKey]);
  return bytesToHex(sha256(input).subarray(0, 4));
}

function encodeKey(key: Uint8Array): string {
  return base64Encode(Uint8Array.of(ed25519Type, ...key));
}

function parseKey(text: string, subject: string): { name: string; keyId: string; key: Uint8Array } {
  const [, name = "", keyId = "", encoded = ""] = keyPattern.exec(text) ?? [];
  const bytes = parseBase64(encoded);
  if (!isNoteName(name) || bytes?.length !== keyLength + 1 || bytes[0] !== ed25519Type) {
    const problem = "expected <name>+<8 hex digits>+<base64 of 1 and 32 bytes>";
    throw new IntegrityError("malformed", "", problem, subject);
  }
  return { name, keyId, key: bytes.slice(1) };
}

function requireName(name: string): void {
  if (!isNoteName(name)) {
    throw new IntegrityError(
      "malformed",
      "",
      `expected a name without spaces or +, got ${JSON.stringify(name)}`,
      "key name",
    );
  }
}

function requireKey(key: Uint8Array): void {
  if (key.length !== keyLength) {
    throw new IntegrityError("out_of_range", "", `expected ${keyLength} bytes, got ${key.length}`, "key");
  }
}

function requireKeyId(found: string, expected: string): void {
  if (found !== expected) {
    throw new IntegrityError("malformed", "", `expected ${expected} for this name and key, got ${found}`, "key id");
  }
}
