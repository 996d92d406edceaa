import { type Client, createClient, type Transport } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { chaukasClientDefaults } from "./chaukas-client-defaults.js";
import { ChaukasClientError } from "./chaukas-client-error.js";
import type { ChaukasClientOptions } from "./chaukas-client-options.js";
import { createReliableTransport } from "./create-reliable-transport.js";
import { fetchWithoutRedirects } from "./fetch-without-redirects.js";
import { ChaukasClientService } from "./gen/chaukas/spec/client/v1/client_pb.js";
import type { RetryPolicy } from "./retry-policy.js";

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
  const retry: RetryPolicy =
    options.retry === false
      ? { ...chaukasClientDefaults.retry, maxAttempts: 1 }
      : { ...chaukasClientDefaults.retry, ...options.retry };
  const timeoutMs = options.timeoutMs ?? chaukasClientDefaults.timeoutMs;
  requireNumber("timeoutMs", timeoutMs, 0);
  requireNumber("retry.maxAttempts", retry.maxAttempts, 1);
  requireNumber("retry.initialDelayMs", retry.initialDelayMs, 0);
  requireNumber("retry.maxDelayMs", retry.maxDelayMs, 0);
  const apiKey = requireHeaderValue(options.apiKey);
  const transport = options.transport ?? createFetchTransport(options.baseUrl);
  return createClient(ChaukasClientService, createReliableTransport(transport, { apiKey, timeoutMs, retry }));
}

function createFetchTransport(baseUrl: string | undefined): Transport {
  const url = baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw new ChaukasClientError(
      "invalid_option",
      "baseUrl",
      `expected an absolute http or https URL without query and fragment, such as "https://audit.example.com", got ${JSON.stringify(baseUrl)}`,
    );
  }
  return createConnectTransport({ baseUrl: url.href, useBinaryFormat: true, fetch: fetchWithoutRedirects });
}

function requireNumber(path: string, value: number, min: number): void {
  if (typeof value !== "number" || !(value >= min)) {
    throw new ChaukasClientError("invalid_option", path, `expected a number of at least ${min}, got ${value}`);
  }
}

function requireHeaderValue(apiKey: string | undefined): string | undefined {
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    // The key is a secret, so the message describes it without showing it.
    throw new ChaukasClientError(
      "invalid_option",
      "apiKey",
      apiKey === "" ? "expected a key, got an empty string" : "expected visible ASCII characters without spaces",
    );
  }
  return apiKey;
}
