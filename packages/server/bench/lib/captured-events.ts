// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";
import { clone, fromBinary } from "@bufbuild/protobuf";
import { type Event, EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { readCapturedBatches } from "@chaukas/testdata";

export const batchSize = 100;

const captured = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);

/** Tenant of the events. */
export const capturedTenant = captured[0]?.tenantId ?? "";

/** Returns the events of one batch as a real SDK sent them, with unique UUID-shaped ids. */
export function makeBatch(batch: number): Event[] {
  return Array.from({ length: batchSize }, (_, index) => {
    const event = clone(EventSchema, captured[index % captured.length] as Event);
    event.eventId = idOf(batch * batchSize + index);
    return event;
  });
}

/** Returns the id of an event: deterministic, but in an order as random as that of UUIDs. */
export function idOf(index: number): string {
  const hex = hash("sha256", String(index), "hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
