// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import {
  encodeGetCapabilitiesResponse as encodeClientCapabilities,
  encodeHealthzResponse as encodeClientHealth,
  encodeIngestEventResponse as encodeClientIngest,
  encodeIngestEventBatchResponse as encodeClientIngestBatch,
  encodeQueryEventsResponse as encodeClientQuery,
} from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_codec.js";
import { ChaukasClientService } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import type { QueryResponse } from "@chaukas/spec-common";
import type { EncodeOptions } from "@chaukas/spec-common/codec";
import { writeQueryResponse } from "@chaukas/spec-common/gen/chaukas/spec/common/v1/query_codec.js";
import { toCodecError } from "@chaukas/spec-common/gen/es_codec/error.js";
import {
  beginValue,
  closeWriter,
  copyBytes,
  endValue,
  openWriter,
  putBytes,
} from "@chaukas/spec-common/gen/es_codec/writer.js";
import { type EncodedEvent, encodedEventsOf, withoutEvents } from "../contract/encoded-page.js";
import {
  encodeGetCapabilitiesResponse,
  encodeGetEventStatsResponse,
  encodeHealthzResponse,
  encodeIngestEventBatchResponse,
  encodeIngestEventResponse,
  encodeListSessionsResponse,
  encodeQueryEventsResponse,
  encodeWatchEventsResponse,
} from "../gen/chaukas/spec/server/v1/server_codec.js";
import { ChaukasServerService } from "../gen/chaukas/spec/server/v1/server_pb.js";

type Encode = (message: never, options?: EncodeOptions) => Uint8Array;

const server = ChaukasServerService.method;
const client = ChaukasClientService.method;

const encoders: ReadonlyMap<string, Encode> = new Map<string, Encode>([
  [server.healthz.output.typeName, encodeHealthzResponse],
  [server.getCapabilities.output.typeName, encodeGetCapabilitiesResponse],
  [server.ingestEvent.output.typeName, encodeIngestEventResponse],
  [server.ingestEventBatch.output.typeName, encodeIngestEventBatchResponse],
  [server.queryEvents.output.typeName, withEncodedPage(encodeQueryEventsResponse)],
  [server.getEventStats.output.typeName, encodeGetEventStatsResponse],
  [server.listSessions.output.typeName, encodeListSessionsResponse],
  [server.watchEvents.output.typeName, encodeWatchEventsResponse],
  [client.healthz.output.typeName, encodeClientHealth],
  [client.getCapabilities.output.typeName, encodeClientCapabilities],
  [client.ingestEvent.output.typeName, encodeClientIngest],
  [client.ingestEventBatch.output.typeName, encodeClientIngestBatch],
  [client.queryEvents.output.typeName, withEncodedPage(encodeClientQuery)],
]);

/** Encodes a response of either service. Throws `BinaryCodecError` for a value of another type than that of its field. */
export function encodeAnswer<Desc extends DescMessage>(
  schema: Desc,
  message: MessageShape<Desc>,
  options?: EncodeOptions,
): Uint8Array {
  const encode = encoders.get(schema.typeName);
  if (encode === undefined) {
    throw new Error(`response: expected one with a codec, got ${schema.typeName}`);
  }
  return encode(message as never, options);
}

/** Tag of the page in the response to a query, and of an event in a page: a value with a length in the field 1. */
const firstField = 10;

/** Returns the function that encodes the response to a query, with the events of an encoded page as they are. */
function withEncodedPage(encode: Encode): Encode {
  return (message: { readonly response?: QueryResponse; readonly $unknown?: unknown }, options) => {
    const { response, $unknown } = message;
    const keepsUnknown = options?.writeUnknownFields ?? true;
    const events = keepsUnknown && response !== undefined ? encodedEventsOf(response) : undefined;
    return response === undefined || events === undefined || $unknown !== undefined
      ? encode(message as never, options)
      : encodePage(response, events);
  };
}

function encodePage(page: QueryResponse, events: readonly EncodedEvent[]): Uint8Array {
  const w = openWriter();
  const { pos, keepsUnknown } = w;
  w.keepsUnknown = true;
  try {
    const start = beginValue(w, firstField);
    for (const event of events) {
      putBytes(w, firstField, event.encode());
    }
    writeQueryResponse(w, withoutEvents(page));
    endValue(w, start);
    return copyBytes(w, pos);
  } catch (error) {
    throw toCodecError(error, page.$typeName);
  } finally {
    closeWriter(w, pos, keepsUnknown);
  }
}
