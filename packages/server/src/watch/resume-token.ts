// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHmac } from "node:crypto";
import { Code, ConnectError } from "@connectrpc/connect";
import { isIntactToken } from "../query/is-intact-token.js";

const sequenceLength = 8;

/** Writes the token of a place in the log of a tenant: the sequence of the next event, signed together with the tenant. */
export function writeResumeToken(next: number, tenantId: string, secret: Uint8Array): string {
  const sequence = Buffer.alloc(sequenceLength);
  sequence.writeBigUInt64BE(BigInt(next));
  return Buffer.concat([sequence, sign(sequence, tenantId, secret)]).toString("base64url");
}

/** Reads such a token. Throws `invalid_argument` unless it is exactly one that was written for this tenant. */
export function readResumeToken(token: string, tenantId: string, secret: Uint8Array): number {
  const bytes = Buffer.from(token, "base64url");
  const sequence = bytes.subarray(0, sequenceLength);
  const signature = bytes.subarray(sequenceLength);
  const expected = sign(sequence, tenantId, secret);
  if (!isIntactToken(token, bytes, signature, expected)) {
    throw new ConnectError(
      "resume_token: expected the resume_token of a stream of the same tenant, got something else",
      Code.InvalidArgument,
    );
  }
  return Number(sequence.readBigUInt64BE());
}

function sign(sequence: Uint8Array, tenantId: string, secret: Uint8Array): Buffer {
  return createHmac("sha256", secret)
    .update(`${JSON.stringify(["watch", tenantId])}\n`)
    .update(sequence)
    .digest();
}
