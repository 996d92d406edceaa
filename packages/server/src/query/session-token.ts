// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHmac } from "node:crypto";
import { Code, ConnectError } from "@connectrpc/connect";
import type { SessionFilter, SessionPosition } from "../store/contract/session-query.js";
import { isIntactToken } from "./is-intact-token.js";

const signatureLength = 32;
/** The time, and the length of the session's identifier, which comes next, before the project's. */
const numbersLength = 14;

/** Writes the token of a page of sessions: the position at which the list continues, signed together with the filter. */
export function writeSessionToken(position: SessionPosition, filter: SessionFilter, secret: Uint8Array): string {
  const { seconds, nanos, sessionId, projectId } = position;
  const id = Buffer.from(sessionId);
  const numbers = Buffer.alloc(numbersLength);
  numbers.writeBigInt64BE(seconds);
  numbers.writeUInt32BE(nanos, 8);
  numbers.writeUInt16BE(id.length, 12);
  const body = Buffer.concat([numbers, id, Buffer.from(projectId)]);
  return Buffer.concat([sign(body, filter, secret), body]).toString("base64url");
}

/** Reads such a token. Throws `invalid_argument` unless it is exactly one that was written for this filter. */
export function readSessionToken(token: string, filter: SessionFilter, secret: Uint8Array): SessionPosition {
  const bytes = Buffer.from(token, "base64url");
  const body = bytes.subarray(signatureLength);
  const expected = sign(body, filter, secret);
  const signature = bytes.subarray(0, signatureLength);
  if (!isIntactToken(token, bytes, signature, expected)) {
    throw new ConnectError(
      "page_token: expected the next_page_token of a page of sessions with the same filter, got something else",
      Code.InvalidArgument,
    );
  }
  const middle = numbersLength + body.readUInt16BE(12);
  return {
    seconds: body.readBigInt64BE(),
    nanos: body.readUInt32BE(8),
    sessionId: body.toString("utf8", numbersLength, middle),
    projectId: body.toString("utf8", middle),
  };
}

function sign(body: Uint8Array, filter: SessionFilter, secret: Uint8Array): Buffer {
  const {
    tenantId,
    projectIds,
    sessionIdPrefix,
    agentIds,
    principalIds,
    policyOutcomes,
    state,
    withErrors,
    start,
    end,
  } = filter;
  const lists = [projectIds, agentIds, principalIds, policyOutcomes].map((list) => [...new Set(list)].sort());
  const times = [start, end].map((time) => (time === undefined ? "" : `${time.seconds}.${time.nanos}`));
  const asked = ["sessions", tenantId, sessionIdPrefix ?? "", lists, state ?? "", withErrors === true, times];
  return createHmac("sha256", secret)
    .update(`${JSON.stringify(asked)}\n`)
    .update(body)
    .digest();
}
