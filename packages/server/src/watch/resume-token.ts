// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHmac } from "node:crypto";
import type { Event } from "@chaukas/spec-common";
import { Code, ConnectError } from "@connectrpc/connect";
import { isIntactToken } from "../query/is-intact-token.js";

const sequenceLength = 8;
const markLength = 16;
const placeLength = sequenceLength + markLength;

/** What identifies an event in a log: what a redaction leaves, and what a copy that is sent again does not share. */
type Identity = Pick<Event, "eventId" | "serverTimestamp">;

/** A place in the log of a tenant, as a token has it. */
export interface ResumePlace {
  /** Sequence of the next event. */
  readonly next: number;
  /** Returns whether the log still has the event that was before this place. Undefined for the beginning of a log. */
  isAfter(event: Identity | undefined): boolean;
}

/** Returns the part of an event by which places after it are known, without the rest, which may be large. */
export function identityOf({ eventId, serverTimestamp }: Event): Identity {
  return { eventId, ...(serverTimestamp && { serverTimestamp }) };
}

/**
 * Writes the token of a place in the log of a tenant: the sequence of the next event and a mark of the one before it,
 * signed together with the tenant. By the mark, the place is not found in a log that was restored from a backup and has
 * grown again with other events.
 */
export function writeResumeToken(
  next: number,
  before: Identity | undefined,
  tenantId: string,
  secret: Uint8Array,
): string {
  const place = Buffer.alloc(placeLength);
  place.writeBigUInt64BE(BigInt(next));
  mark(before, tenantId, secret).copy(place, sequenceLength);
  return Buffer.concat([place, sign(place, tenantId, secret)]).toString("base64url");
}

/** Reads such a token. Throws `invalid_argument` unless it is exactly one that was written for this tenant. */
export function readResumeToken(token: string, tenantId: string, secret: Uint8Array): ResumePlace {
  const bytes = Buffer.from(token, "base64url");
  const place = bytes.subarray(0, placeLength);
  const signature = bytes.subarray(placeLength);
  const expected = sign(place, tenantId, secret);
  if (!isIntactToken(token, bytes, signature, expected)) {
    throw new ConnectError(
      "resume_token: expected the resume_token of a stream of the same tenant, got something else",
      Code.InvalidArgument,
    );
  }
  return {
    next: Number(place.readBigUInt64BE()),
    isAfter: (event) => mark(event, tenantId, secret).equals(place.subarray(sequenceLength)),
  };
}

function mark(event: Identity | undefined, tenantId: string, secret: Uint8Array): Buffer {
  const { eventId = "", serverTimestamp } = event ?? {};
  const identity = [tenantId, eventId, String(serverTimestamp?.seconds), serverTimestamp?.nanos];
  return createHmac("sha256", secret)
    .update(JSON.stringify(["watch mark", ...identity]))
    .digest()
    .subarray(0, markLength);
}

function sign(place: Uint8Array, tenantId: string, secret: Uint8Array): Buffer {
  return createHmac("sha256", secret)
    .update(`${JSON.stringify(["watch", tenantId])}\n`)
    .update(place)
    .digest();
}
