// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import type { ServerConfig } from "../config/server-config.js";
import type { TlsFiles } from "./create-listener.js";
import { ServerStartError } from "./server-start-error.js";

/** Reads certificate and private key where they are set. Throws a `ServerStartError` when they cannot be used. */
export function readTlsFiles({ tlsCert, tlsKey }: ServerConfig): TlsFiles | undefined {
  if (tlsCert === undefined && tlsKey === undefined) {
    return undefined;
  }
  if (tlsCert === undefined || tlsKey === undefined) {
    const missing = tlsCert === undefined ? "tls-cert" : "tls-key";
    throw new ServerStartError(
      "bad_tls",
      `${missing}: expected a file, got none`,
      "set tls-cert and tls-key, or neither",
    );
  }
  try {
    const files = { cert: readFileSync(tlsCert), key: readFileSync(tlsKey) };
    createSecureContext(files);
    return files;
  } catch (cause) {
    throw new ServerStartError(
      "bad_tls",
      `${tlsCert}, ${tlsKey}: expected a certificate and its private key in PEM: ${(cause as Error).message}`,
      "check both files",
      { cause },
    );
  }
}
