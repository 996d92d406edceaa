// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import type { BackendContext } from "./chaukas-backend.js";

/**
 * A call that is offered over REST.
 *
 * Interceptors see it as a call of `rpc`, so that what they do for authentication, logs or limits holds over every
 * protocol.
 */
export interface RestRoute<I extends DescMessage = DescMessage, O extends DescMessage = DescMessage> {
  /** `HEAD` is answered where `GET` is. */
  readonly method: "GET" | "POST";
  /**
   * Path such as `/v1/logs/{origin}/checkpoint`. A parameter stands for one segment that is not empty, one at the end
   * with a plus, such as `{path+}`, for one or more. It is given decoded.
   */
  readonly path: string;
  /** Call that the route stands for. */
  readonly rpc: DescMethodUnary<I, O>;
  /**
   * Reads the request: one function where there is no body, otherwise one by media type of the body. A `JsonCodecError`
   * becomes a problem with its pointer, a `ConnectError` keeps its code, and any other error means a bad request.
   */
  readonly read: ReadRequest<I> | Readonly<Record<string, ReadRequest<I>>>;
  /** Answers the call. */
  readonly call: (
    message: MessageShape<I>,
    context: BackendContext,
  ) => MessageInitShape<O> | Promise<MessageInitShape<O>>;
  /** Writes the answer, by media type; the first is sent to callers without a preference. None: the answer is empty. */
  readonly write: Readonly<Record<string, (response: MessageShape<O>) => string | Uint8Array>>;
  /** Status of a good answer. Default: 200. */
  readonly status?: number;
  /** JSON Pointer into the body for the path of a field, as google.rpc.BadRequest has it. Default: none is given. */
  readonly pointer?: (fieldPath: string) => string | undefined;
}

/** Makes the message that a call takes from a request. */
export type ReadRequest<I extends DescMessage> = (request: RestRequest) => MessageInitShape<I> | MessageShape<I>;

/** A request as routes see it. */
export interface RestRequest {
  /** Parameters of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly header: Headers;
  /** Body after decompression; empty where there is none. */
  readonly body: Uint8Array;
  /** Body as text. Throws for what is no UTF-8. */
  text(): string;
}

/** Types a route by its call, for use in a list of routes. */
export function createRestRoute<I extends DescMessage, O extends DescMessage>(route: RestRoute<I, O>): RestRoute {
  return route as unknown as RestRoute;
}
