// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, Message } from "@bufbuild/protobuf";
import {
  decodeGetCapabilitiesRequest as decodeClientCapabilities,
  decodeHealthzRequest as decodeClientHealth,
  decodeQueryEventsRequest as decodeClientQuery,
} from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_codec.js";
import { ChaukasClientService } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import {
  decodeGetCapabilitiesRequest,
  decodeGetEventStatsRequest,
  decodeHealthzRequest,
  decodeListSessionsRequest,
  decodeQueryEventsRequest,
  decodeWatchEventsRequest,
} from "../gen/chaukas/spec/server/v1/server_codec.js";
import { ChaukasServerService } from "../gen/chaukas/spec/server/v1/server_pb.js";
import { readBinaryBatchRequest, readBinaryEventRequest } from "../ingest/read-binary-events.js";

type Decode<T> = (bytes: Uint8Array) => T;

const server = ChaukasServerService.method;
const client = ChaukasClientService.method;

const decoders: ReadonlyMap<string, Decode<Message>> = new Map<string, Decode<Message>>([
  [server.healthz.input.typeName, decodeHealthzRequest],
  [server.getCapabilities.input.typeName, decodeGetCapabilitiesRequest],
  [server.queryEvents.input.typeName, decodeQueryEventsRequest],
  [server.getEventStats.input.typeName, decodeGetEventStatsRequest],
  [server.listSessions.input.typeName, decodeListSessionsRequest],
  [server.watchEvents.input.typeName, decodeWatchEventsRequest],
  [client.healthz.input.typeName, decodeClientHealth],
  [client.getCapabilities.input.typeName, decodeClientCapabilities],
  [client.queryEvents.input.typeName, decodeClientQuery],
]);

/** Strictly decodes a binary request of either service, unless it ingests events. Throws `BinaryCodecError`. */
export function decodeRequest({ typeName }: DescMessage, bytes: Uint8Array): Message {
  const decode = decoders.get(typeName);
  if (decode === undefined) {
    throw new Error(`request: expected one with a codec, got ${typeName}`);
  }
  return decode(bytes);
}

/**
 * Returns the function that decodes the binary requests of a method of either service. Connect would fail a batch for
 * one event that cannot be decoded.
 */
export function createRequestDecoder(
  { localName, input }: { readonly localName: string; readonly input: DescMessage },
  maxBatchSize: number,
): Decode<object> {
  switch (localName) {
    case server.ingestEvent.localName:
      return (bytes) => withDefined("event", readBinaryEventRequest(bytes));
    case server.ingestEventBatch.localName:
      return (bytes) => withDefined("eventBatch", readBinaryBatchRequest(bytes, maxBatchSize));
    default:
      return (bytes) => decodeRequest(input, bytes);
  }
}

function withDefined<T>(name: string, value: T | undefined): object {
  return value === undefined ? {} : { [name]: value };
}
