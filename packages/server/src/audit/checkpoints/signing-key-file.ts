// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createPrivateKey, randomBytes } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { formatOrigin, formatSignerKey, parseSignerKey } from "@chaukas/spec-integrity";
import { ServerStartError } from "../../errors/server-start-error.js";
import type { SigningKey } from "./signing-key.js";

/**
 * Reads a signing key from a file that only its owner can read. `host` is the host in the origins of the logs; it is
 * required if the file does not name one. Throws a `ServerStartError` with code `bad_signing_key`.
 */
export function readSigningKey(path: string, host: string | undefined): SigningKey {
  const { name, seed } = parseFile(path);
  const origin = host ?? name;
  if (origin === undefined) {
    throw badKey("origin: expected a host, which a PEM signing key does not name, got none", "set origin");
  }
  try {
    formatOrigin(origin, "tenant");
  } catch (cause) {
    throw badKey(`origin: ${(cause as Error).message}`, "set origin to a host, with a port if it has one", cause);
  }
  if (name !== undefined && name !== origin) {
    throw badKey(
      `signing-key ${path}: expected a key for ${origin}, got one for ${name}`,
      "set origin to the host of the key, or create a key with `chaukas-server signing-key create`",
    );
  }
  return { host: origin, seed };
}

/**
 * Creates a signing key for a host and writes it to a new file that only its owner can read, in the format of Go's
 * `note` package. Throws if the file exists, and throws an `IntegrityError` for an invalid host.
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
      `signing-key ${path}: expected an Ed25519 key in the format of signing-key create, or in PEM: ${(cause as Error).message}`,
      "create a key with `chaukas-server signing-key create FILE --origin HOST`",
      cause,
    );
  }
}

/** Throws if others may access the file. On Windows, files have no mode, and access lists are up to the operator. */
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

/** Content of a signing key file. */
interface ParsedSigningKey {
  /** Name of the key. Absent in PEM, which has none. */
  readonly name?: string;
  /** Seed of 32 bytes. */
  readonly seed: Uint8Array;
}

/**
 * Parses a private key in the format of Go's `note` package (`PRIVATE+KEY+…`), or an Ed25519 key in PEM (PKCS #8).
 * Throws for any other text. The message never contains the key.
 */
function parseSigningKey(text: string): ParsedSigningKey {
  const line = text.trim();
  if (line.startsWith("-----BEGIN")) {
    return { seed: seedOfPem(line) };
  }
  const { name } = parseSignerKey(line);
  // One byte for the type of key precedes the seed.
  const encoded = line.slice(`PRIVATE+KEY+${name}+00000000+`.length);
  return { name, seed: new Uint8Array(Buffer.from(encoded, "base64").subarray(1)) };
}

function seedOfPem(pem: string): Uint8Array {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== "ed25519") {
    throw new Error(`expected an Ed25519 private key, got ${key.asymmetricKeyType}`);
  }
  return new Uint8Array(Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url"));
}
