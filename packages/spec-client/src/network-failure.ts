// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError, type Transport } from "@connectrpc/connect";

/**
 * Turns what `fetch` throws when it gets no answer into an error with the code `unavailable`.
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
 * Wraps a transport over `fetch` that is not ours. Connect passes on the TypeError of an unreachable server
 * with the code `unknown`, which would not be tried again.
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

/** Node says only "fetch failed" and keeps the reason in a cause, whose message is empty when it tried two addresses. */
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
