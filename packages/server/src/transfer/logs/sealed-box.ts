// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createCipheriv, createDecipheriv, randomBytes, type ScryptOptions, scryptSync } from "node:crypto";

/** Bytes that only who knows a passphrase can read: AES-256-GCM under a key of scrypt. All members are base64. */
export interface SealedBox {
  readonly cipher: "scrypt-aes-256-gcm";
  readonly salt: string;
  readonly nonce: string;
  readonly tag: string;
  readonly data: string;
}

// 128 MiB and about half a second, as OWASP recommends for scrypt.
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 } satisfies ScryptOptions;
const members = ["salt", "nonce", "tag", "data"] as const;

/** Encrypts bytes with a passphrase. */
export function sealBox(plain: Uint8Array, passphrase: string): SealedBox {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv("aes-256-gcm", scryptSync(passphrase, salt, 32, cost), nonce);
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  const text = (bytes: Buffer) => bytes.toString("base64");
  return {
    cipher: "scrypt-aes-256-gcm",
    salt: text(salt),
    nonce: text(nonce),
    tag: text(cipher.getAuthTag()),
    data: text(data),
  };
}

/** Decrypts bytes. Returns undefined if the passphrase is another one, or if the box was altered. */
export function openBox({ salt, nonce, tag, data }: SealedBox, passphrase: string): Uint8Array | undefined {
  const bytes = (text: string) => Buffer.from(text, "base64");
  try {
    const key = scryptSync(passphrase, bytes(salt), 32, cost);
    const decipher = createDecipheriv("aes-256-gcm", key, bytes(nonce), { authTagLength: 16 });
    decipher.setAuthTag(bytes(tag));
    return Buffer.concat([decipher.update(bytes(data)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Returns whether a value has the members of a box. */
export function isSealedBox(value: unknown): value is SealedBox {
  const box = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  return box["cipher"] === "scrypt-aes-256-gcm" && members.every((name) => typeof box[name] === "string");
}
