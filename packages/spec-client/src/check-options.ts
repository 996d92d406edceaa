// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasClientError } from "./chaukas-client-error.js";
import { type ChaukasClientOptions, chaukasClientDefaults, type RetryPolicy } from "./chaukas-client-options.js";
import { maxDelayMs } from "./sleep.js";

/** @internal */
export function checkBaseUrl(baseUrl: ChaukasClientOptions["baseUrl"]): string {
  const url = typeof baseUrl === "string" && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url !== undefined && url.username + url.password !== "") {
    // The message does not include the URL, because it may end up in a log.
    throw invalidOption("baseUrl", "expected a URL without user name and password; pass the key as apiKey");
  }
  if (url === undefined || !/^https?:$/.test(url.protocol) || /[?#]/.test(url.href)) {
    const expected = 'an absolute http or https URL without query and fragment, such as "https://audit.example.com"';
    throw invalidOption("baseUrl", `expected ${expected}, got ${JSON.stringify(baseUrl)}`);
  }
  return url.href;
}

/** @internal */
export function checkApiKey(apiKey: ChaukasClientOptions["apiKey"]): string | undefined {
  if (apiKey === undefined || (typeof apiKey === "string" && /^[\x21-\x7e]+$/.test(apiKey))) {
    return apiKey;
  }
  // The key is a secret, so the messages do not include it.
  if (typeof apiKey !== "string") {
    throw invalidOption("apiKey", `expected a string, got ${apiKey === null ? "null" : typeof apiKey}`);
  }
  throw invalidOption(
    "apiKey",
    apiKey === "" ? "expected a key, got an empty string" : "expected visible ASCII characters without spaces",
  );
}

/** @internal */
export function checkTimeoutMs(timeoutMs: ChaukasClientOptions["timeoutMs"]): number {
  return checkNumber("timeoutMs", timeoutMs ?? chaukasClientDefaults.timeoutMs, 0, maxDelayMs);
}

/** @internal */
export function checkMaxConcurrentCalls(count: ChaukasClientOptions["maxConcurrentCalls"]): number {
  return checkNumber(
    "maxConcurrentCalls",
    count ?? chaukasClientDefaults.maxConcurrentCalls,
    1,
    Number.POSITIVE_INFINITY,
  );
}

/** @internal */
export function checkRetry(retry: ChaukasClientOptions["retry"]): RetryPolicy {
  const defaults = chaukasClientDefaults.retry;
  const { maxAttempts, initialDelayMs, maxDelayMs: ceilingMs } = retry === false ? { maxAttempts: 1 } : (retry ?? {});
  return {
    maxAttempts: checkNumber("retry.maxAttempts", maxAttempts ?? defaults.maxAttempts, 1, Number.POSITIVE_INFINITY),
    initialDelayMs: checkNumber("retry.initialDelayMs", initialDelayMs ?? defaults.initialDelayMs, 0, maxDelayMs),
    maxDelayMs: checkNumber("retry.maxDelayMs", ceilingMs ?? defaults.maxDelayMs, 0, maxDelayMs),
  };
}

function checkNumber(path: string, value: number, min: number, max: number): number {
  if (typeof value !== "number" || !(value >= min && value <= max)) {
    const range = max === Number.POSITIVE_INFINITY ? `of at least ${min}` : `from ${min} to ${max}`;
    throw invalidOption(path, `expected a number ${range}, got ${typeof value === "number" ? value : typeof value}`);
  }
  return value;
}

function invalidOption(path: string, expectation: string): ChaukasClientError {
  return new ChaukasClientError("invalid_option", path, expectation);
}
