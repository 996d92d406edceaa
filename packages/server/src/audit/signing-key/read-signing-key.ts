// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync, statSync } from "node:fs";
import { formatOrigin } from "@chaukas/spec-integrity";
import { ServerStartError } from "../../errors/server-start-error.js";
import { parseSigningKey } from "./parse-signing-key.js";
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
