// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import type { ServerConfig } from "../config/server-config.js";
import { ServerStartError } from "../errors/server-start-error.js";
import type { TlsFiles } from "./create-listener.js";

/** Reads the certificate and the private key, if configured. Throws a `ServerStartError` if they cannot be used. */
export function readTlsFiles({ tlsCert, tlsKey }: ServerConfig): TlsFiles | undefined {
  if (tlsCert === undefined && tlsKey === undefined) {
    return undefined;
  }
  if (tlsCert === undefined || tlsKey === undefined) {
    const missing = tlsCert === undefined ? "tls-cert" : "tls-key";
    throw new ServerStartError(
      "bad_tls",
      `${missing}: expected a file, got none`,
      "set both tls-cert and tls-key, or neither",
    );
  }
  const cert = readPart(tlsCert, "tls-cert", "a certificate in PEM, with its chain", (cert) => ({ cert }));
  const key = readPart(tlsKey, "tls-key", "a private key in PEM, without a passphrase", (key) => ({ key }));
  // Checked last: both must be valid by themselves for this message to be correct.
  readPart(tlsKey, "tls-key", `the private key of ${tlsCert}`, (key) => ({ cert, key }));
  return { cert, key };
}

function readPart(
  path: string,
  setting: string,
  expected: string,
  toContext: (part: Buffer) => SecureContextOptions,
): Buffer {
  try {
    const part = readFileSync(path);
    createSecureContext(toContext(part));
    return part;
  } catch (cause) {
    const message = `${setting} ${path}: expected ${expected}: ${(cause as Error).message}`;
    throw new ServerStartError("bad_tls", message, `set ${setting} to such a file`, { cause });
  }
}
