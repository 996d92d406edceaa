// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Code, ConnectError, type Interceptor } from "@connectrpc/connect";

/** A call that has ended. */
export interface EndedCall {
  readonly protocol: "grpc" | "grpc-web" | "connect" | "rest";
  /** Service and method, such as `ChaukasClientService/IngestEvent`. */
  readonly method: string;
  /** Error code. Undefined for a successful call. */
  readonly code: Code | undefined;
  readonly seconds: number;
}

/** Creates an interceptor that reports every call when it ends, for metrics and logs. Must be the outermost one. */
export function createCallMeasure(onEnd: (call: EndedCall) => void): Interceptor {
  return (next) => async (request) => {
    const start = performance.now();
    const end = (code: Code | undefined) =>
      onEnd({
        protocol: protocolOf(request.url, request.header),
        method: `${request.method.parent.name}/${request.method.name}`,
        code,
        seconds: (performance.now() - start) / 1000,
      });
    try {
      const response = await next(request);
      if (!response.stream) {
        end(undefined);
        return response;
      }
      return { ...response, message: endWith(response.message, end) };
    } catch (error) {
      end(ConnectError.from(error).code);
      throw error;
    }
  };
}

/** Passes a stream through, and reports its end. */
async function* endWith<T>(stream: AsyncIterable<T>, end: (code: Code | undefined) => void): AsyncIterable<T> {
  let code: Code | undefined;
  try {
    yield* stream;
  } catch (error) {
    code = ConnectError.from(error).code;
    throw error;
  } finally {
    end(code);
  }
}

/** Returns the protocol of a call, based on its URL and headers. */
function protocolOf(url: string, header: Headers): "grpc" | "grpc-web" | "connect" | "rest" {
  const type = header.get("content-type") ?? "";
  if (type.startsWith("application/grpc-web")) {
    return "grpc-web";
  }
  if (type.startsWith("application/grpc")) {
    return "grpc";
  }
  // Procedures have a dot in their first path segment; REST paths never do.
  return /\/[\w.]+\.\w+\/\w+$/.test(new URL(url, "http://localhost").pathname) ? "connect" : "rest";
}
