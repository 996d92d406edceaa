// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toBinary } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { BadRequestSchema } from "@chaukas/spec-server/gen/google/rpc/error_details_pb.js";
import { Code, ConnectError } from "@connectrpc/connect";
import type { NewEvent } from "../store/event-store.js";
import { sealEvent } from "../store/seal-event.js";
import { toHex } from "../store/to-hex.js";

/**
 * Readies an event for a store: sealed where that keeps a log, and without the content hash that the client may have
 * sent. Returns the error for an event whose content hash is not what was sent. Without a log nothing is held against it.
 */
export function readyEvent(event: Event, receivedMs: number, sealed: boolean): NewEvent | ConnectError {
  const { contentHash } = event;
  event.contentHash = "";
  const body = toBinary(EventSchema, event, { writeUnknownFields: false });
  if (!sealed) {
    return { event, body, receivedMs };
  }
  const seal = sealEvent(event);
  const expected = toHex(seal.contentHash);
  return contentHash === "" || contentHash === expected
    ? { event, body, receivedMs, seal }
    : refuse(`expected ${expected}, which the event has as it arrived, got ${contentHash}`);
}

function refuse(description: string): ConnectError {
  const fieldViolations = [{ field: "event.content_hash", description, reason: "CONTENT_HASH_MISMATCH" }];
  return new ConnectError(`event.content_hash: ${description}`, Code.InvalidArgument, undefined, [
    { desc: BadRequestSchema, value: { fieldViolations } },
  ]);
}
