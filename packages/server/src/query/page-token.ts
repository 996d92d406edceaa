// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash, createHmac } from "node:crypto";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Position, StoreQuery } from "../store/contract/event-store.js";
import type { Instant } from "../store/contract/new-event.js";
import { isIntactToken } from "./is-intact-token.js";

const version = 1;
/** Version, seconds, nanos and sequence of the position. */
const headLength = 1 + 8 + 4 + 8;

/** Writes a page token: the position at which the query continues, signed together with the filter and the order. */
export function writePageToken(position: Position, query: StoreQuery, secret: Uint8Array): string {
  const head = Buffer.alloc(headLength);
  head.writeUInt8(version, 0);
  head.writeBigInt64BE(position.seconds, 1);
  head.writeUInt32BE(position.nanos, 9);
  head.writeBigUInt64BE(BigInt(position.sequence), 13);
  return Buffer.concat([head, sign(head, query, secret)]).toString("base64url");
}

/** Reads a page token. Throws `invalid_argument` unless it is exactly a token written for this filter and order. */
export function readPageToken(token: string, query: StoreQuery, secret: Uint8Array): Position {
  const bytes = Buffer.from(token, "base64url");
  const head = bytes.subarray(0, headLength);
  const expected = sign(head, query, secret);
  const signature = bytes.subarray(headLength);
  if (!isIntactToken(token, bytes, signature, expected) || head[0] !== version) {
    throw new ConnectError(
      "page_token: expected the next_page_token of a page with the same filter and order, got something else",
      Code.InvalidArgument,
    );
  }
  return {
    seconds: head.readBigInt64BE(1),
    nanos: head.readUInt32BE(9),
    sequence: Number(head.readBigUInt64BE(13)),
  };
}

function sign(head: Uint8Array, query: StoreQuery, secret: Uint8Array): Buffer {
  return createHmac("sha256", secret).update(head).update(digestFilter(query)).digest();
}

/** Returns the SHA-256 of the filter, including tenant and projects, and the order. Ignores the order within lists. */
function digestFilter({ filter, order }: Pick<StoreQuery, "filter" | "order">): Uint8Array {
  const {
    tenantId,
    projectIds,
    sessionId,
    agentId,
    spanId,
    traceId,
    eventIds,
    agentNames,
    invocationIds,
    principalIds,
    policyOutcomes,
    toolNames,
    models,
    types,
    statuses,
    severities,
    tags,
    words,
    phrases,
    start,
    end,
    ...others
  } = filter;
  // Fails to compile if a member is added to the filter but not to the digest.
  others satisfies Record<string, never>;
  const exact = [eventIds, agentNames, invocationIds, principalIds, policyOutcomes, toolNames, models];
  const hasExact = exact.some((list) => list !== undefined && list.length > 0);
  // Without lists of later versions, the digest is that of versions that had none, so their tokens stay valid.
  const later = hasExact ? [phrases, ...exact] : phrases?.length ? [phrases] : [];
  const texts = [projectIds, tags, words, ...later].map((list) => [...new Set(list)].sort());
  const numbers = [types, statuses, severities].map((list) => [...new Set<number>(list)].sort((a, b) => a - b));
  const ids = [tenantId, sessionId, agentId, spanId, traceId].map((id) => id ?? "");
  const times = [start, end].map(toText);
  return createHash("sha256")
    .update(JSON.stringify([order, ids, texts, numbers, times]))
    .digest();
}

function toText(instant: Instant | undefined): string {
  return instant === undefined ? "" : `${instant.seconds}.${instant.nanos}`;
}
