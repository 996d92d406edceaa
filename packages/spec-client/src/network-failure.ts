// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError, type Transport } from "@connectrpc/connect";

/**
 * Converts the error that `fetch` throws when it gets no response to an error with the code `unavailable`.
 *
 * @internal
 */
export function networkFailure(reason: unknown): ConnectError {
  if (reason instanceof ConnectError) {
    return reason;
  }
  const detail = describeNetworkFailure(reason);
  return new ConnectError(`cannot reach the server: ${detail}`, Code.Unavailable, undefined, undefined, reason);
}

/**
 * Wraps a transport that the caller provides, which may use `fetch`. Connect converts the TypeError for an unreachable
 * server to the code `unknown`, which would not be retried.
 *
 * @internal
 */
export function explainNetworkFailures(transport: Transport): Transport {
  return {
    async unary(...call) {
      try {
        return await transport.unary(...call);
      } catch (reason) {
        const error = ConnectError.from(reason);
        const isNetworkFailure = error.code === Code.Unknown && error.cause instanceof TypeError;
        throw isNetworkFailure ? networkFailure(error.cause) : error;
      }
    },
    stream: (...call) => transport.stream(...call),
  };
}

/** In Node, the message is only "fetch failed". The reason is in the cause, which has no message for two addresses. */
function describeNetworkFailure(reason: unknown): string {
  if (!(reason instanceof Error)) {
    return String(reason);
  }
  const { cause } = reason;
  if (!(cause instanceof Error)) {
    return reason.message;
  }
  return cause.message || ("code" in cause ? String(cause.code) : reason.message);
}
