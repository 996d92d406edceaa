import { MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import type { RetryPolicy } from "./retry-policy.js";
import { sleep } from "./sleep.js";

/** What {@link createReliableTransport} adds to a transport. */
export interface ReliableTransportOptions {
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
}

/**
 * Wraps a transport so that unary calls carry the key, end within the timeout, and are repeated after a
 * passing failure where the proto says that a repetition does no harm.
 *
 * @internal
 */
export function createReliableTransport(transport: Transport, options: ReliableTransportOptions): Transport {
  return {
    async unary(method, signal, timeoutMs = options.timeoutMs, header, input, contextValues) {
      const maxAttempts =
        method.idempotency === MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN ? 1 : options.retry.maxAttempts;
      const deadline = timeoutMs > 0 ? Date.now() + timeoutMs : Number.POSITIVE_INFINITY;
      for (let attempt = 1; ; attempt++) {
        // A value of 0 would mean no timeout at all.
        const remainingMs = Number.isFinite(deadline) ? Math.max(1, deadline - Date.now()) : undefined;
        try {
          const headers = withKey(header, options.apiKey);
          return await transport.unary(method, signal, remainingMs, headers, input, contextValues);
        } catch (reason) {
          const error = explainNetworkFailure(reason);
          const delayMs = retryDelayMs(error, attempt, options.retry);
          if (delayMs === undefined || attempt >= maxAttempts || Date.now() + delayMs >= deadline) {
            throw error;
          }
          await sleep(delayMs, signal);
        }
      }
    },
    stream(method, signal, timeoutMs, header, input, contextValues) {
      return transport.stream(method, signal, timeoutMs, withKey(header, options.apiKey), input, contextValues);
    },
  };
}

function withKey(header: HeadersInit | undefined, apiKey: string | undefined): Headers {
  const headers = new Headers(header);
  if (apiKey !== undefined && !headers.has("authorization")) {
    headers.set("authorization", `Bearer ${apiKey}`);
  }
  return headers;
}

/** `fetch` reports an unreachable server as a TypeError, which Connect passes on with the code `unknown`. */
function explainNetworkFailure(reason: unknown): ConnectError {
  const error = ConnectError.from(reason);
  if (error.code !== Code.Unknown || !(error.cause instanceof TypeError)) {
    return error;
  }
  const detail = error.cause.cause instanceof Error ? error.cause.cause.message : error.cause.message;
  return new ConnectError(`cannot reach the server: ${detail}`, Code.Unavailable, undefined, undefined, error.cause);
}

/** Pause before the next attempt, or undefined when another attempt would not help. */
function retryDelayMs(error: ConnectError, attempt: number, policy: RetryPolicy): number | undefined {
  const askedFor = retryAfterMs(error.metadata.get("retry-after"));
  const passing = error.code === Code.Unavailable || (error.code === Code.ResourceExhausted && askedFor !== undefined);
  if (!passing) {
    return undefined;
  }
  const ceiling = Math.min(policy.maxDelayMs, policy.initialDelayMs * 2 ** (attempt - 1));
  // Full jitter, so that clients that failed together do not return together.
  return askedFor ?? Math.random() * ceiling;
}

/** Retry-After in its first form, seconds (RFC 9110, section 10.2.3). */
function retryAfterMs(value: string | null): number | undefined {
  return value !== null && /^\d{1,6}$/.test(value) ? Number(value) * 1000 : undefined;
}
