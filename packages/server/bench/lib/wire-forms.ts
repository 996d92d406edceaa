// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { OutgoingHttpHeaders } from "node:http";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type Event, EventBatchSchema } from "@chaukas/spec-common";
import { eventBatchToJsonString } from "@chaukas/spec-common/json";
import {
  IngestEventBatchRequestSchema,
  IngestEventBatchResponseSchema,
  IngestEventRequestSchema,
  IngestEventResponseSchema,
} from "@chaukas/spec-server";
import type { Answer } from "./open-sender.ts";

export type WireFormName = "connect" | "connect, one event" | "grpc" | "rest protobuf" | "rest json";

/** How events are sent over the wire, and how the number of accepted ones is read from the response. */
export interface WireForm {
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  write(events: Event[]): Buffer;
  readAccepted(answer: Answer): number;
}

const rpcPath = "/chaukas.spec.server.v1.ChaukasServerService";
const restPath = "/v1/events/batch";

const connectHeaders = { "content-type": "application/proto", "connect-protocol-version": "1" };

const writeBinary = (events: Event[]) =>
  Buffer.from(
    toBinary(IngestEventBatchRequestSchema, create(IngestEventBatchRequestSchema, { eventBatch: { events } })),
  );
const readBinary = (body: Buffer) => fromBinary(IngestEventBatchResponseSchema, body).acceptedCount;

export const wireForms: Readonly<Record<WireFormName, WireForm>> = {
  connect: {
    path: `${rpcPath}/IngestEventBatch`,
    headers: connectHeaders,
    write: writeBinary,
    readAccepted: ({ body }) => readBinary(body),
  },
  "connect, one event": {
    path: `${rpcPath}/IngestEvent`,
    headers: connectHeaders,
    write: ([event]) =>
      Buffer.from(toBinary(IngestEventRequestSchema, create(IngestEventRequestSchema, event && { event }))),
    readAccepted: ({ body }) => (fromBinary(IngestEventResponseSchema, body).status === "accepted" ? 1 : 0),
  },
  grpc: {
    path: `${rpcPath}/IngestEventBatch`,
    headers: { "content-type": "application/grpc+proto", te: "trailers" },
    write(events) {
      const message = writeBinary(events);
      const prefix = Buffer.alloc(5);
      prefix.writeUInt32BE(message.length, 1);
      return Buffer.concat([prefix, message]);
    },
    readAccepted: ({ body, trailers }) => (trailers["grpc-status"] === "0" ? readBinary(body.subarray(5)) : 0),
  },
  "rest protobuf": {
    path: restPath,
    headers: { "content-type": "application/x-protobuf", accept: "application/x-protobuf" },
    write: writeBinary,
    readAccepted: ({ body }) => readBinary(body),
  },
  "rest json": {
    path: restPath,
    headers: { "content-type": "application/json" },
    write: (events) => Buffer.from(eventBatchToJsonString(create(EventBatchSchema, { events }))),
    readAccepted: ({ body }) => (JSON.parse(body.toString()) as { accepted_count: number }).accepted_count,
  },
};
