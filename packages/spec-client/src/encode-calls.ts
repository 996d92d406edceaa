// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescMessage, type DescMethodUnary, type MessageShape } from "@bufbuild/protobuf";
import { EmptySchema } from "@bufbuild/protobuf/wkt";
import { rawBytesOf, toRawMessage } from "@chaukas/spec-common/codec";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import {
  decodeGetCapabilitiesResponse,
  decodeHealthzResponse,
  decodeIngestEventBatchResponse,
  decodeIngestEventResponse,
  decodeQueryEventsResponse,
  encodeGetCapabilitiesRequest,
  encodeHealthzRequest,
  encodeIngestEventBatchRequest,
  encodeIngestEventRequest,
  encodeQueryEventsRequest,
} from "./gen/chaukas/spec/client/v1/client_codec.js";
import { ChaukasClientService } from "./gen/chaukas/spec/client/v1/client_pb.js";

/** Functions that encode the requests and decode the responses of a method. */
interface CallCodec {
  readonly encode: (message: never) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => object;
}

const { healthz, getCapabilities, ingestEvent, ingestEventBatch, queryEvents } = ChaukasClientService.method;

const codecs: ReadonlyMap<string, CallCodec> = new Map<string, CallCodec>([
  [healthz.name, { encode: encodeHealthzRequest, decode: decodeHealthzResponse }],
  [getCapabilities.name, { encode: encodeGetCapabilitiesRequest, decode: decodeGetCapabilitiesResponse }],
  [ingestEvent.name, { encode: encodeIngestEventRequest, decode: decodeIngestEventResponse }],
  [ingestEventBatch.name, { encode: encodeIngestEventBatchRequest, decode: decodeIngestEventBatchResponse }],
  [queryEvents.name, { encode: encodeQueryEventsRequest, decode: decodeQueryEventsResponse }],
]);

/**
 * Wraps a transport that uses the binary format, so that the calls of ChaukasClientService are encoded and strictly
 * decoded by the generated codec. To the transport, their requests and responses are messages without fields.
 *
 * @internal
 */
export function encodeCalls(transport: Transport): Transport {
  return {
    async unary(method, signal, timeoutMs, header, input, contextValues) {
      const codec = codecs.get(method.name);
      if (codec === undefined) {
        return transport.unary(method, signal, timeoutMs, header, input, contextValues);
      }
      const request = encodeRequest(codec, create(method.input, input));
      const raw = { ...method, input: EmptySchema, output: EmptySchema } as DescMethodUnary<
        typeof EmptySchema,
        typeof EmptySchema
      >;
      const response = await transport.unary(raw, signal, timeoutMs, header, request, contextValues);
      const message = decodeResponse(codec, rawBytesOf(response.message)) as MessageShape<typeof method.output>;
      return { ...response, method, message };
    },
    stream: (...call) => transport.stream(...call),
  };
}

function encodeRequest({ encode }: CallCodec, message: MessageShape<DescMessage>) {
  try {
    return toRawMessage(encode(message as never));
  } catch (cause) {
    throw new ConnectError((cause as Error).message, Code.InvalidArgument, undefined, undefined, cause);
  }
}

function decodeResponse({ decode }: CallCodec, bytes: Uint8Array): object {
  try {
    return decode(bytes);
  } catch (cause) {
    const problem = `response: ${(cause as Error).message}`;
    throw new ConnectError(problem, Code.Internal, undefined, undefined, cause);
  }
}
