// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import type { RetryPolicy } from "./chaukas-client-options.js";
import { createCallSlots } from "./create-call-slots.js";
import { parseRetryAfter } from "./retry-after.js";
import { maxDelayMs, sleep } from "./sleep.js";

/** Options of {@link createReliableTransport}. */
export interface ReliableTransportOptions {
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  /** Default: no limit. */
  readonly maxConcurrentCalls?: number;
}

/**
 * Wraps a transport so that unary calls carry the key, end within the timeout, and are retried after a transient
 * failure if the proto declares the method idempotent.
 *
 * @internal
 */
export function createReliableTransport(transport: Transport, options: ReliableTransportOptions): Transport {
  const slots = createCallSlots(options.maxConcurrentCalls ?? Number.POSITIVE_INFINITY);
  return {
    async unary(method, signal, timeoutMs = options.timeoutMs, header, input, contextValues) {
      const maxAttempts =
        method.idempotency === MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN ? 1 : options.retry.maxAttempts;
      await slots.acquire(signal);
      try {
        const deadline = timeoutMs > 0 ? performance.now() + timeoutMs : Number.POSITIVE_INFINITY;
        for (let attempt = 1; ; ) {
          try {
            const headers = withKey(header, options.apiKey);
            const response = await transport.unary(
              method,
              signal,
              remainingMs(deadline),
              headers,
              input,
              contextValues,
            );
            slots.widen();
            return response;
          } catch (reason) {
            const error = explainTooLarge(ConnectError.from(reason));
            const delayMs = retryDelayMs(error, attempt, options.retry);
            if (delayMs === undefined || attempt >= maxAttempts || performance.now() + delayMs >= deadline) {
              throw error;
            }
            // The slot stays taken meanwhile, so that a server with too much to do gets less.
            if (error.code === Code.ResourceExhausted) {
              slots.narrow();
            } else {
              attempt++;
            }
            await sleep(delayMs, signal);
          }
        }
      } finally {
        slots.release();
      }
    },
    stream(method, signal, timeoutMs, header, input, contextValues) {
      return transport.stream(method, signal, timeoutMs, withKey(header, options.apiKey), input, contextValues);
    },
  };
}

/** Returns the timeout of the next attempt in whole milliseconds, as the protocols require. 0 means no limit. */
function remainingMs(deadline: number): number {
  if (deadline === Number.POSITIVE_INFINITY) {
    return 0;
  }
  return Math.min(maxDelayMs, Math.max(1, Math.ceil(deadline - performance.now())));
}

function withKey(header: HeadersInit | undefined, apiKey: string | undefined): Headers {
  const headers = new Headers(header);
  if (apiKey !== undefined && !headers.has("authorization")) {
    headers.set("authorization", `Bearer ${apiKey}`);
  }
  return headers;
}

/** Converts the error that Connect throws for HTTP 413, which proxies respond with and for which it has no code. */
function explainTooLarge(error: ConnectError): ConnectError {
  const isTooLarge = error.code === Code.Unknown && error.rawMessage === "HTTP 413";
  return isTooLarge
    ? new ConnectError("the request is too large (HTTP 413)", Code.ResourceExhausted, error.metadata, undefined, error)
    : error;
}

/** Returns the delay before the next attempt, or undefined if another attempt would not help. */
function retryDelayMs(error: ConnectError, attempt: number, policy: RetryPolicy): number | undefined {
  const requestedMs = parseRetryAfter(error.metadata.get("retry-after"));
  const isTransient =
    error.code === Code.Unavailable || (error.code === Code.ResourceExhausted && requestedMs !== undefined);
  if (!isTransient) {
    return undefined;
  }
  const ceiling = Math.min(policy.maxDelayMs, policy.initialDelayMs * 2 ** (attempt - 1));
  // Full jitter, so that clients that failed at the same time do not retry at the same time.
  return requestedMs === undefined ? Math.random() * ceiling : requestedMs * (1 + Math.random() / 4);
}
