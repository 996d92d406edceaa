// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type {
  DescMessage,
  DescMethodServerStreaming,
  DescMethodUnary,
  MessageInitShape,
  MessageShape,
} from "@bufbuild/protobuf";
import type { ConnectError } from "@connectrpc/connect";
import type { BackendContext } from "./chaukas-backend.js";

/**
 * A call that is offered over REST.
 *
 * Interceptors see it as a call of `rpc`, so that their authentication, logs and limits apply to every protocol.
 */
export interface RestRoute<I extends DescMessage = DescMessage, O extends DescMessage = DescMessage> {
  /** A route for `GET` also serves `HEAD`. */
  readonly method: "GET" | "POST";
  /**
   * Path such as `/v1/logs/{origin}/checkpoint`. A parameter matches one segment that is not empty. A parameter with a
   * plus at the end of the path, such as `{path+}`, matches one or more. Its value is decoded.
   */
  readonly path: string;
  /** The call that the route offers. */
  readonly rpc: DescMethodUnary<I, O>;
  /**
   * Reads the request: one function if there is no body, otherwise one for each media type of the body. A
   * `JsonCodecError` becomes a problem with its pointer, a `ConnectError` keeps its code, and any other error means a
   * bad request.
   */
  readonly read: ReadRequest<I> | Readonly<Record<string, ReadRequest<I>>>;
  /** Handles the call. */
  readonly call: (
    message: MessageShape<I>,
    context: BackendContext,
  ) => MessageInitShape<O> | Promise<MessageInitShape<O>>;
  /**
   * Writes the response, by media type. Callers without a preference get the first. If absent, the response is empty. A
   * long text may come in pieces, so that it is never in memory as one string.
   */
  readonly write: Readonly<Record<string, (response: MessageShape<O>) => string | Uint8Array | Iterable<string>>>;
  /**
   * Writes errors, by media type, for a protocol with errors of its own. The response, error or not, then has the media type
   * of the request, whatever `Accept` says, and the first of these types if the request has another one. Default: problem
   * details (RFC 9457).
   */
  readonly errors?: Readonly<Record<string, (error: ConnectError) => string | Uint8Array>>;
  /** Status of a successful response. Default: 200. */
  readonly status?: number;
  /** Returns the JSON Pointer into the body for a field path of google.rpc.BadRequest. Default: no pointer is sent. */
  readonly pointer?: (fieldPath: string) => string | undefined;
}

/**
 * A server-streaming call that is offered over REST. The response consists of what is written of each message. An error
 * before the first message becomes a problem; a later one breaks the response off, unless the route writes problems.
 */
export interface RestStreamRoute<I extends DescMessage = DescMessage, O extends DescMessage = DescMessage>
  extends Omit<RestRoute<I, O>, "rpc" | "call" | "write"> {
  /** The call that the route offers. */
  readonly rpc: DescMethodServerStreaming<I, O>;
  /** Writes a message, by media type. Callers without a preference get the first. */
  readonly write: Readonly<Record<string, (response: MessageShape<O>) => string | Uint8Array>>;
  /**
   * Writes the problem details (RFC 9457, in JSON) of an error after the first message, by media type. The response then
   * ends. Default: the response breaks off.
   */
  readonly writeProblem?: Readonly<Record<string, (problem: string) => string>>;
  /** What is written before the first message and after the last, by media type. Default: nothing. */
  readonly frame?: Readonly<Record<string, { readonly before: string; readonly after: string }>>;
  /** Handles the call. */
  readonly call: (message: MessageShape<I>, context: BackendContext) => AsyncIterable<MessageInitShape<O>>;
}

/** Creates the request message of a call from an HTTP request. */
export type ReadRequest<I extends DescMessage> = (request: RestRequest) => MessageInitShape<I> | MessageShape<I>;

/** A request as routes see it. */
export interface RestRequest {
  /** Parameters of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly header: Headers;
  /** Body after decompression; empty if there is none. */
  readonly body: Uint8Array;
  /** Body as text. Throws if it is not UTF-8. */
  text(): string;
}

/** Infers the type of a route from its call, for use in a list of routes. */
export function createRestRoute<I extends DescMessage, O extends DescMessage>(route: RestRoute<I, O>): RestRoute {
  return route as unknown as RestRoute;
}

/** Infers the type of a streaming route from its call, for use in a list of routes. */
export function createRestStreamRoute<I extends DescMessage, O extends DescMessage>(
  route: RestStreamRoute<I, O>,
): RestStreamRoute {
  return route as unknown as RestStreamRoute;
}
