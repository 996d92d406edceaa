// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { parseRetryAfter } from "@chaukas/spec-client/retry-after";
import type { ForwardHooks } from "./forward-hooks.js";

/** An endpoint of OTLP over HTTP. */
export interface OtlpEndpoint {
  /** Base URL, to which `/v1/traces` and `/v1/logs` are appended. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PostOptions {
  /** Time that one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Pause after the first failure, in milliseconds. It doubles with each further one. */
  readonly retryMs: number;
  readonly maxRetryMs: number;
  /** Ends the attempts: one that is under way is finished, and rejects if it fails. */
  readonly stop: AbortSignal;
  /** Called before each attempt. If it rejects, so does the call. */
  readonly beforeAttempt: () => Promise<void>;
}

/** What an endpoint has answered in the end. */
export interface PostAnswer {
  /** Why the endpoint refuses the request for good. Absent if it took it. */
  readonly refusal?: string;
  readonly body: Uint8Array;
}

/** Statuses by which an endpoint says that the request itself is at fault. Every other failure may pass. */
const refusals = [400, 413, 415, 422];
/** Maximum number of characters of an endpoint's own words in the log. */
const maxReason = 200;
const maxAnswerBytes = 1024 * 1024;
/** Maximum time to which an endpoint can put off the next attempt. */
const maxAfterMs = 300_000;
const compress = promisify(gzip);

/**
 * Creates the function that posts OTLP in binary form, compressed, until it is answered. A failure of the endpoint or of
 * the network is retried without end, after a pause that grows, is drawn at random, and heeds `Retry-After`. So is a
 * refusal of the credentials or the path, which only an operator can change.
 */
export function createPost(
  { url, headers }: OtlpEndpoint,
  { onFailed }: Pick<ForwardHooks, "onFailed">,
  { timeoutMs, retryMs, maxRetryMs, stop, beforeAttempt }: PostOptions,
): (path: string, body: Uint8Array) => Promise<PostAnswer> {
  const base = url.replace(/\/+$/, "");
  const attempt = async (path: string, body: Uint8Array<ArrayBuffer>): Promise<PostAnswer | Failure> => {
    try {
      const response = await fetch(`${base}${path}`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/x-protobuf", "content-encoding": "gzip" },
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer = await readAtMost(response, maxAnswerBytes);
      if (response.status === 200) {
        return { body: answer };
      }
      const reason = `${path}: ${describe(response.status, answer)}`;
      return refusals.includes(response.status)
        ? { refusal: reason, body: answer }
        : { failure: reason, afterMs: parseRetryAfter(response.headers.get("retry-after"), maxAfterMs) ?? 0 };
    } catch (error) {
      return { failure: `${path}: ${describeError(error)}`, afterMs: 0 };
    }
  };
  return async (path, body) => {
    const compressed = await compress(body);
    for (let pauseMs = retryMs; ; pauseMs = Math.min(maxRetryMs, pauseMs * 2)) {
      await beforeAttempt();
      const outcome = await attempt(path, compressed);
      if (!("failure" in outcome)) {
        return outcome;
      }
      stop.throwIfAborted();
      // Between half and all of the pause, so that several servers do not come back at the same time.
      const waitMs = Math.max(outcome.afterMs, pauseMs * (0.5 + Math.random() / 2));
      onFailed({ reason: outcome.failure, retryMs: Math.round(waitMs) });
      await sleep(waitMs, undefined, { signal: stop, ref: false });
    }
  };
}

interface Failure {
  readonly failure: string;
  /** Time that the endpoint asks to wait, in milliseconds. */
  readonly afterMs: number;
}

async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) {
      await response.body?.cancel().catch(() => {});
      break;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Describes a failed answer by its status, with the printable words of its body, which may be a `google.rpc.Status`. */
function describe(status: number, body: Uint8Array): string {
  const words = Buffer.from(body.subarray(0, 4 * maxReason))
    .toString()
    .replace(/[^\x20-\x7e]+/g, " ")
    .trim()
    .slice(0, maxReason);
  return words === "" ? `status ${status}` : `status ${status}: ${words}`;
}

function describeError(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === "TimeoutError") {
    return "no answer in time";
  }
  return cause instanceof Error ? cause.message || String((cause as { code?: unknown }).code) : message;
}
