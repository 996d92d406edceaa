// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createPrivateKey } from "node:crypto";
import { parseSignerKey } from "@chaukas/spec-integrity";

/** What a file with a signing key holds. */
export interface ParsedSigningKey {
  /** Name that the key was made for. Absent in PEM, which has none. */
  readonly name?: string;
  /** Seed of 32 bytes. */
  readonly seed: Uint8Array;
}

/**
 * Reads a private key as Go's package note writes it (`PRIVATE+KEY+…`), or an Ed25519 key in PEM (PKCS #8). Throws for
 * other texts, with a message that does not show the key.
 */
export function parseSigningKey(text: string): ParsedSigningKey {
  const line = text.trim();
  if (line.startsWith("-----BEGIN")) {
    return { seed: seedOfPem(line) };
  }
  const { name } = parseSignerKey(line);
  // One byte for the kind of key goes before the seed.
  const encoded = line.slice(`PRIVATE+KEY+${name}+00000000+`.length);
  return { name, seed: new Uint8Array(Buffer.from(encoded, "base64").subarray(1)) };
}

function seedOfPem(pem: string): Uint8Array {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== "ed25519") {
    throw new Error(`expected a private key of Ed25519, got one of ${key.asymmetricKeyType}`);
  }
  return new Uint8Array(Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url"));
}
