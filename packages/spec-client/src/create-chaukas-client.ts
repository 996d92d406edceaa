// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Client, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import type { ChaukasClientOptions } from "./chaukas-client-options.js";
import { checkApiKey, checkBaseUrl, checkRetry, checkTimeoutMs } from "./check-options.js";
import { createReliableTransport } from "./create-reliable-transport.js";
import { fetchAnswer } from "./fetch-answer.js";
import { ChaukasClientService } from "./gen/chaukas/spec/client/v1/client_pb.js";
import { explainNetworkFailures } from "./network-failure.js";

/** Client of a Chaukas server: one method for each call of ChaukasClientService. */
export type ChaukasClient = Client<typeof ChaukasClientService>;

/**
 * Creates a client that works in Node, browsers, Deno, Bun and edge runtimes.
 *
 * It speaks the Connect protocol with binary messages over `fetch`, unless another transport is given.
 * Every call of the service may be repeated safely, so a call that fails because the server is not
 * reachable, is `unavailable`, or asks for a pause with `Retry-After` is made again, with growing and
 * jittered pauses, until attempts or time run out. Calls throw a `ConnectError` whose `code` says why.
 *
 * Throws {@link ChaukasClientError} when an option is not usable.
 */
export function createChaukasClient(options: ChaukasClientOptions): ChaukasClient {
  const apiKey = checkApiKey(options.apiKey);
  const timeoutMs = checkTimeoutMs(options.timeoutMs);
  const retry = checkRetry(options.retry);
  const transport =
    options.transport === undefined
      ? createConnectTransport({ baseUrl: checkBaseUrl(options.baseUrl), useBinaryFormat: true, fetch: fetchAnswer })
      : explainNetworkFailures(options.transport);
  return createClient(ChaukasClientService, createReliableTransport(transport, { apiKey, timeoutMs, retry }));
}
