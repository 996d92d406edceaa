// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  createNoteSigner,
  createNoteVerifier,
  formatOrigin,
  type NoteSigner,
  type NoteVerifier,
} from "@chaukas/spec-integrity";

/** Private key with which a server signs the checkpoints of all tenants, under the name of each log's origin. */
export interface SigningKey {
  /** Host of the origins `<host>/t/<tenant>`, such as `audit.example.com`. */
  readonly host: string;
  /** Ed25519 private key: the 32-byte seed of RFC 8032. */
  readonly seed: Uint8Array;
}

/** Signer and verifier for the checkpoints of one log. Its name is the origin of the log. */
export interface LogSigner extends NoteSigner, Pick<NoteVerifier, "verify"> {}

/** Creates the signer of a tenant's log. Throws an `IntegrityError` for a tenant whose origin would be too long. */
export function createLogSigner({ host, seed }: SigningKey, tenantId: string): LogSigner {
  const signer = createNoteSigner(formatOrigin(host, tenantId), seed);
  const { verify } = createNoteVerifier(signer.name, signer.publicKey);
  return { ...signer, verify };
}
