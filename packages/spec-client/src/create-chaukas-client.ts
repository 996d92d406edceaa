// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Client, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import type { ChaukasClientOptions } from "./chaukas-client-options.js";
import { checkEvents } from "./check-events.js";
import { checkApiKey, checkBaseUrl, checkMaxConcurrentCalls, checkRetry, checkTimeoutMs } from "./check-options.js";
import { createReliableTransport } from "./create-reliable-transport.js";
import { encodeCalls } from "./encode-calls.js";
import { fetchResponse } from "./fetch-response.js";
import { ChaukasClientService } from "./gen/chaukas/spec/client/v1/client_pb.js";
import { explainNetworkFailures } from "./network-failure.js";

/** Client of a Chaukas server, with the methods of ChaukasClientService. */
export type ChaukasClient = Client<typeof ChaukasClientService>;

/**
 * Creates a client that works in Node, browsers, Deno, Bun and edge runtimes.
 *
 * The client uses the Connect protocol with binary messages over `fetch`, unless another transport is given. It encodes
 * and strictly decodes all messages with `@chaukas/spec-common/codec`; another transport has its own encoding.
 *
 * All methods of the service are idempotent. A call is therefore retried if the server is not reachable, is
 * `unavailable`, or requests a delay with `Retry-After`. The delays grow exponentially and are jittered. Retries end when
 * no attempts or no time is left. At most `maxConcurrentCalls` are in flight, and further calls wait. Failed calls throw a
 * `ConnectError`, whose `code` is the reason.
 *
 * An event that could only be sent changed, for example with a Date in a Struct, is not sent: alone it fails with
 * `invalid_argument`, and in a batch it becomes one of the `rejections`.
 *
 * Throws {@link ChaukasClientError} if an option is invalid.
 */
export function createChaukasClient(options: ChaukasClientOptions): ChaukasClient {
  const apiKey = checkApiKey(options.apiKey);
  const timeoutMs = checkTimeoutMs(options.timeoutMs);
  const retry = checkRetry(options.retry);
  const maxConcurrentCalls = checkMaxConcurrentCalls(options.maxConcurrentCalls);
  const transport =
    options.transport === undefined
      ? createConnectTransport({ baseUrl: checkBaseUrl(options.baseUrl), useBinaryFormat: true, fetch: fetchResponse })
      : explainNetworkFailures(options.transport);
  const reliable = createReliableTransport(transport, { apiKey, timeoutMs, retry, maxConcurrentCalls });
  const encoding = options.transport === undefined ? encodeCalls(reliable) : reliable;
  return createClient(ChaukasClientService, checkEvents(encoding));
}
