// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  createNoteSigner,
  createNoteVerifier,
  formatOrigin,
  type NoteSigner,
  type NoteVerifier,
} from "@chaukas/spec-integrity";

/** Private key that a server signs its checkpoints with, for all tenants, under the name of each log's origin. */
export interface SigningKey {
  /** Host of the origins `<host>/t/<tenant>`, such as `audit.example.com`. */
  readonly host: string;
  /** Ed25519 private key: the seed of 32 bytes of RFC 8032. */
  readonly seed: Uint8Array;
}

/** What signs the checkpoints of one log, and verifies them. Its name is the origin of the log. */
export interface LogSigner extends NoteSigner, Pick<NoteVerifier, "verify"> {}

/** Makes the signer of a tenant's log. Throws an `IntegrityError` for a tenant whose origin would be too long. */
export function createLogSigner({ host, seed }: SigningKey, tenantId: string): LogSigner {
  const signer = createNoteSigner(formatOrigin(host, tenantId), seed);
  const { verify } = createNoteVerifier(signer.name, signer.publicKey);
  return { ...signer, verify };
}
