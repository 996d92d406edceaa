// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Private key that a server signs its checkpoints with, for all tenants, under the name of each log's origin. */
export interface SigningKey {
  /** Host of the origins `<host>/t/<tenant>`, such as `audit.example.com`. */
  readonly host: string;
  /** Ed25519 private key: the seed of 32 bytes of RFC 8032. */
  readonly seed: Uint8Array;
}
