// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { OutgoingHttpHeaders } from "node:http";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type EventBatch, EventBatchSchema } from "@chaukas/spec-common";
import { eventBatchToJsonString } from "@chaukas/spec-common/json";
import { IngestEventBatchRequestSchema, IngestEventBatchResponseSchema } from "@chaukas/spec-server";
import { batchSize, idOf, makeBatch } from "./captured-events.ts";
import type { Answer } from "./open-sender.ts";

export type WireFormName = "connect" | "grpc" | "rest protobuf" | "rest json";

/** How a batch is sent over the wire, and how the number of accepted events is read from the response. */
export interface WireForm {
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  write(batch: EventBatch): Buffer;
  readAccepted(answer: Answer): number;
}

const rpcPath = "/chaukas.spec.server.v1.ChaukasServerService/IngestEventBatch";
const restPath = "/v1/events/batch";

const writeBinary = (eventBatch: EventBatch) =>
  Buffer.from(toBinary(IngestEventBatchRequestSchema, create(IngestEventBatchRequestSchema, { eventBatch })));
const readBinary = (body: Buffer) => fromBinary(IngestEventBatchResponseSchema, body).acceptedCount;

export const wireForms: Readonly<Record<WireFormName, WireForm>> = {
  connect: {
    path: rpcPath,
    headers: { "content-type": "application/proto", "connect-protocol-version": "1" },
    write: writeBinary,
    readAccepted: ({ body }) => readBinary(body),
  },
  grpc: {
    path: rpcPath,
    headers: { "content-type": "application/grpc+proto", te: "trailers" },
    write(batch) {
      const message = writeBinary(batch);
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
    write: (batch) => Buffer.from(eventBatchToJsonString(batch)),
    readAccepted: ({ body }) => (JSON.parse(body.toString()) as { accepted_count: number }).accepted_count,
  },
};

/** Returns a function that creates the body of a batch. Bodies differ only in the ids, which it overwrites. */
export function createBodies({ write }: WireForm): (batch: number) => Buffer {
  const template = write(create(EventBatchSchema, { events: makeBatch(0) }));
  const offsets = Array.from({ length: batchSize }, (_, index) => template.indexOf(idOf(index)));
  return (batch) => {
    const body = Buffer.from(template);
    for (const [index, offset] of offsets.entries()) {
      body.write(idOf(batch * batchSize + index), offset, "latin1");
    }
    return body;
  };
}
