// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, Message } from "@bufbuild/protobuf";
import { type Empty, EmptySchema } from "@bufbuild/protobuf/wkt";
import { decodeQueryEventsRequest as decodeClientQuery } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_codec.js";
import { QueryEventsRequestSchema as ClientQuerySchema } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import { rawBytesOf } from "@chaukas/spec-common/codec";
import { Code, ConnectError } from "@connectrpc/connect";
import { decodeGetEventStatsRequest, decodeQueryEventsRequest } from "../gen/chaukas/spec/server/v1/server_codec.js";
import {
  ChaukasServerService,
  GetEventStatsRequestSchema,
  QueryEventsRequestSchema,
} from "../gen/chaukas/spec/server/v1/server_pb.js";
import { readBinaryBatchRequest, readBinaryEventRequest } from "../ingest/read-binary-events.js";

/** Returns the strict decoder of a binary request, unless it ingests events. Undefined if it has no fields. */
export function decoderOf({ typeName }: DescMessage): ((bytes: Uint8Array) => Message) | undefined {
  switch (typeName) {
    case QueryEventsRequestSchema.typeName:
      return decodeQueryEventsRequest;
    case ClientQuerySchema.typeName:
      return decodeClientQuery;
    case GetEventStatsRequestSchema.typeName:
      return decodeGetEventStatsRequest;
    default:
      return undefined;
  }
}

/** How the framework decodes binary requests in place of Connect. */
export interface BinaryReading {
  /** Message as which Connect decodes these requests. Its unknown fields have to be read. */
  readonly input: typeof EmptySchema;
  /**
   * Returns the decoder of the requests of a method. It throws `invalid_argument` for one that cannot be decoded.
   * Undefined if Connect may decode them itself.
   */
  readerOf(method: { readonly localName: string; readonly input: DescMessage }): ((raw: Message) => object) | undefined;
}

const { ingestEvent, ingestEventBatch } = ChaukasServerService.method;

/**
 * Creates the functions that decode binary requests over gRPC, gRPC-Web and Connect.
 *
 * connect-es decodes leniently, and fails a batch for one event that cannot be decoded. So to connect-es, these requests
 * are empty messages, which leaves all bytes to their unknown fields.
 */
export function createBinaryReading(maxBatchSize: number): BinaryReading {
  return {
    input: EmptySchema,
    readerOf({ localName, input }) {
      switch (localName) {
        case ingestEvent.localName:
          return strictly((bytes) => withDefined("event", readBinaryEventRequest(bytes)));
        case ingestEventBatch.localName:
          return strictly((bytes) => withDefined("eventBatch", readBinaryBatchRequest(bytes, maxBatchSize)));
        default: {
          const decode = decoderOf(input);
          return decode && strictly(decode);
        }
      }
    },
  };
}

function withDefined<T>(name: string, value: T | undefined): object {
  return value === undefined ? {} : { [name]: value };
}

/**
 * Returns a function that decodes the bytes of a request that Connect took for an empty message. It throws
 * `invalid_argument` for bytes that `decode` refuses.
 */
function strictly(decode: (bytes: Uint8Array) => object): (raw: Message) => object {
  return (raw) => {
    try {
      return decode(rawBytesOf(raw as Empty));
    } catch (error) {
      throw error instanceof ConnectError
        ? error
        : new ConnectError(`parse binary: ${(error as Error).message}`, Code.InvalidArgument);
    }
  };
}
