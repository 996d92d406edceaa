// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { onTestFinished } from "vitest";

/** A self-signed certificate for this machine, in files that are removed when the test has finished. */
export interface Certificate {
  /** Certificate in PEM. */
  readonly cert: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** Folder, in which tests may create other files. */
  readonly folder: string;
}

/** Creates a certificate and its private key. */
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
