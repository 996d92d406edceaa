// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createPrivateKey, randomBytes } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { formatOrigin, formatSignerKey, parseSignerKey } from "@chaukas/spec-integrity";
import { ServerStartError } from "../../errors/server-start-error.js";
import type { SigningKey } from "./signing-key.js";

/**
 * Reads the signing key of a file that nobody else may read. `host` is that of the origins, and is needed where the
 * file does not name one. Throws a `ServerStartError` of code `bad_signing_key`.
 */
export function readSigningKey(path: string, host: string | undefined): SigningKey {
  const { name, seed } = parseFile(path);
  const origin = host ?? name;
  if (origin === undefined) {
    throw badKey("origin: expected a host, since a signing key in PEM names none, got none", "set origin");
  }
  try {
    formatOrigin(origin, "tenant");
  } catch (cause) {
    throw badKey(`origin: ${(cause as Error).message}`, "set origin to a host, with a port if it has one", cause);
  }
  if (name !== undefined && name !== origin) {
    throw badKey(
      `signing-key ${path}: expected a key that was made for ${origin}, got one for ${name}`,
      "set origin to the host of the key, or make a key with `chaukas-server signing-key create`",
    );
  }
  return { host: origin, seed };
}

/**
 * Makes a signing key for a host and writes it into a new file, as Go's package note writes keys, which only its owner
 * can read. Throws where there is such a file, and an `IntegrityError` for a host that is none.
 */
export function createSigningKeyFile(path: string, host: string): SigningKey {
  formatOrigin(host, "tenant");
  const seed = new Uint8Array(randomBytes(32));
  writeFileSync(path, `${formatSignerKey(host, seed)}\n`, { flag: "wx", mode: 0o600, flush: true });
  return { host, seed };
}

function parseFile(path: string): ReturnType<typeof parseSigningKey> {
  try {
    requirePrivate(path);
    return parseSigningKey(readFileSync(path, "utf8"));
  } catch (cause) {
    if (cause instanceof ServerStartError) {
      throw cause;
    }
    throw badKey(
      `signing-key ${path}: expected an Ed25519 key as signing-key create writes it, or in PEM: ${(cause as Error).message}`,
      "make a key with `chaukas-server signing-key create FILE --origin HOST`",
      cause,
    );
  }
}

/** On Windows files have no mode, and access lists are left to the operator. */
function requirePrivate(path: string): void {
  const mode = statSync(path).mode & 0o777;
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw badKey(
      `signing-key ${path}: expected a file that only its owner can read, got mode ${mode.toString(8).padStart(4, "0")}`,
      `run \`chmod 600 ${path}\``,
    );
  }
}

function badKey(message: string, remedy: string, cause?: unknown): ServerStartError {
  return new ServerStartError("bad_signing_key", message, remedy, { cause });
}

/** What a file with a signing key holds. */
interface ParsedSigningKey {
  /** Name that the key was made for. Absent in PEM, which has none. */
  readonly name?: string;
  /** Seed of 32 bytes. */
  readonly seed: Uint8Array;
}

/**
 * Reads a private key as Go's package note writes it (`PRIVATE+KEY+…`), or an Ed25519 key in PEM (PKCS #8). Throws for
 * other texts, with a message that does not show the key.
 */
function parseSigningKey(text: string): ParsedSigningKey {
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
