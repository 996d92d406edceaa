// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create, type DescMessage, fromBinary, toBinary, toJsonString } from "@bufbuild/protobuf";
import { type Event, EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { eventBatchToJsonString, eventToJsonString, queryRequestToJsonString } from "@chaukas/spec-common/json";
import {
  GetEventStatsRequestSchema,
  IngestEventBatchRequestSchema,
  IngestEventRequestSchema,
  QueryEventsRequestSchema,
} from "@chaukas/spec-server";
import { readCapturedBatches } from "@chaukas/testdata";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import type { Random } from "../../events/random.ts";
import { injections } from "./injections.ts";

/** Calls that payloads are for. */
export type CallName = "IngestEvent" | "IngestEventBatch" | "QueryEvents" | "GetEventStats";

/** A message in all encodings of the protocols. */
export interface Payload {
  readonly call: CallName;
  readonly binary: Uint8Array;
  /** JSON of Connect and gRPC. */
  readonly protoJson: string;
  /** JSON of REST. Absent for calls that have no body over REST. */
  readonly publicJson?: string;
}

const captured = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);

/** Returns a function that generates messages. The number of the request makes their ids unique. */
export function createPayloads(random: Random): (request: number) => Payload {
  const pools = { event: createPool(EventSchema, random), query: createPool(QueryEventsRequestSchema, random) };
  const makeEvent = (request: number, index: number): Event => {
    const isCaptured = random.chance(0.6);
    const event = clone(EventSchema, isCaptured ? random.pick(captured) : pools.event());
    event.eventId = `fuzz-${request}-${index}`;
    event.sessionId ||= "session";
    event.tenantId = random.pick(["", "", "fuzz-a", "fuzz-a", "fuzz-b", "victim", random.pick(injections)]);
    return event;
  };
  return (request) => {
    switch (random.integer(5)) {
      case 0:
        return describeEvent(makeEvent(request, 0));
      case 1:
      case 2: {
        const events = Array.from({ length: random.integer(4) }, (_, index) => makeEvent(request, index));
        return describeBatch(events);
      }
      case 3:
        return describeQuery(pools.query, random);
      default:
        return describeStats(random);
    }
  };
}

function describeEvent(event: Event): Payload {
  const message = create(IngestEventRequestSchema, { event });
  return {
    call: "IngestEvent",
    ...describe(IngestEventRequestSchema, message),
    publicJson: attempt(() => eventToJsonString(event)),
  };
}

function describeBatch(events: Event[]): Payload {
  const eventBatch = create(EventBatchSchema, { batchId: "fuzz", events });
  const message = create(IngestEventBatchRequestSchema, { eventBatch });
  return {
    call: "IngestEventBatch",
    ...describe(IngestEventBatchRequestSchema, message),
    publicJson: attempt(() => eventBatchToJsonString(eventBatch)),
  };
}

function describeQuery(
  pool: () => ReturnType<typeof create<typeof QueryEventsRequestSchema>>,
  random: Random,
): Payload {
  const text = () => random.pick(injections);
  const made = create(QueryEventsRequestSchema, {
    query: {
      filter: {
        tenantId: random.pick(["", "fuzz-a", "victim", text()]),
        sessionId: random.chance(0.3) ? text() : "",
        textQuery: random.chance(0.5) ? text() : "",
        tags: random.chance(0.2) ? [text()] : [],
      },
      pageSize: random.pick([0, 1, 1000, -1, 2 ** 31 - 1]),
      pageToken: random.chance(0.3) ? random.pick([text(), Buffer.from(random.bytes(70)).toString("base64url")]) : "",
    },
  });
  const message = random.chance(0.5) ? made : pool();
  const publicJson =
    message.query && attempt(() => queryRequestToJsonString(message.query as NonNullable<typeof message.query>));
  return { call: "QueryEvents", ...describe(QueryEventsRequestSchema, message), ...(publicJson && { publicJson }) };
}

function describeStats(random: Random): Payload {
  const message = create(GetEventStatsRequestSchema, {
    tenantId: random.pick(["", "fuzz-a", "victim", random.pick(injections)]),
    projectId: random.pick(["", random.pick(injections)]),
  });
  return { call: "GetEventStats", ...describe(GetEventStatsRequestSchema, message) };
}

function describe<Desc extends DescMessage>(desc: Desc, message: Parameters<typeof toBinary<Desc>>[1]) {
  return { binary: toBinary(desc, message), protoJson: attempt(() => toJsonString(desc, message)) };
}

/** Returns the JSON of a message, or invalid JSON if the message cannot be written as JSON. */
function attempt(write: () => string): string {
  try {
    return write();
  } catch {
    return '{"unwritable": true';
  }
}

/** Creates a pool of messages from fast-check, generated in groups and used in turn. */
function createPool<Desc extends DescMessage>(desc: Desc, random: Random) {
  const arbitrary = arbitraryMessage(desc);
  let pool = fc.sample(arbitrary, { numRuns: 200, seed: random.integer(2 ** 31) });
  let used = 0;
  return () => {
    used += 1;
    if (used % 2000 === 0) {
      pool = fc.sample(arbitrary, { numRuns: 200, seed: random.integer(2 ** 31) });
    }
    return random.pick(pool);
  };
}
