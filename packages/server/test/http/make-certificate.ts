// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { onTestFinished } from "vitest";

/** A certificate for this machine that vouches for itself, and its files, which are removed when the test has finished. */
export interface Certificate {
  /** In PEM. */
  readonly cert: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** Where other files may be put. */
  readonly folder: string;
}

/** Makes a certificate and its private key. */
export async function makeCertificate(): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  const folder = mkdtempSync(join(tmpdir(), "chaukas-tls-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const certFile = join(folder, "cert.pem");
  const keyFile = join(folder, "key.pem");
  writeFileSync(certFile, cert);
  writeFileSync(keyFile, key);
  return { cert, certFile, keyFile, folder };
}
