// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import { RetryInfoSchema } from "../gen/google/rpc/error_details_pb.js";

/**
 * Creates the error for a request that is too large or too soon: `resource_exhausted`, or another code such as
 * `unavailable`.
 *
 * With `retryAfterSeconds`, the error asks the caller to retry later, by google.rpc.RetryInfo and, over REST, by the
 * header Retry-After of a 429 response. Without it, a retry cannot succeed, and the response over REST is 413.
 */
export function limitError(
  message: string,
  options: { readonly retryAfterSeconds?: number; readonly code?: Code } = {},
): ConnectError {
  const { retryAfterSeconds, code = Code.ResourceExhausted } = options;
  if (retryAfterSeconds === undefined) {
    return new ConnectError(message, code);
  }
  const seconds = Math.floor(retryAfterSeconds);
  const nanos = Math.round((retryAfterSeconds - seconds) * 1e9);
  const retryDelay = { seconds: BigInt(seconds), nanos };
  // As a header, too, which clients understand without the message type of the detail.
  const metadata = { "Retry-After": String(Math.ceil(retryAfterSeconds)) };
  return new ConnectError(message, code, metadata, [{ desc: RetryInfoSchema, value: { retryDelay } }]);
}

/** Returns the seconds after which an error allows a retry, rounded up. Undefined if it does not say. */
export function retryAfterSecondsOf(error: ConnectError): number | undefined {
  const delay = error.findDetails(RetryInfoSchema)[0]?.retryDelay;
  return delay && Math.max(0, Number(delay.seconds) + Math.ceil(delay.nanos / 1e9));
}

/** Creates the error for a batch with too many events. */
export function batchSizeError(maxBatchSize: number, size: number | string): ConnectError {
  return limitError(`event_batch.events: expected at most ${maxBatchSize} events, got ${size}`);
}
