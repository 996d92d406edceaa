// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseRetryAfter } from "@chaukas/spec-client/retry-after";
import { readText } from "../values/read-fields.js";
import { encodeBatch } from "./encode-batch.js";
import type { EventRefusal, EventSink, QueuedEvent, SendResult } from "./queued-event.js";
import { readAnswer } from "./read-answer.js";

/** Where and how a server is called. */
export interface ServerSinkOptions {
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
  readonly gzip: boolean;
  /** Compresses a body in the format of gzip. Default: with a stream of the runtime. */
  readonly compress?: Compress | undefined;
  /** Whether a request must outlive the page, as browsers allow for small ones. */
  readonly keepalive: () => boolean;
  /** Called with the first refusal of the key, which nothing but a change of the key ends. */
  readonly onKeyRefused: (fault: Error) => void;
}

/** Compresses bytes in the format of gzip. */
export type Compress = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

const path = "/chaukas.spec.client.v1.ChaukasClientService/IngestEventBatch";
/** Maximum time to which a server can put off the next attempt. */
const maxAfterMs = 300_000;
const minGzipBytes = 1024;
/** Browsers refuse `keepalive` for more bytes in flight. */
const maxKeepaliveBytes = 60_000;
const transient = new Set(["unavailable", "resource_exhausted", "deadline_exceeded", "aborted"]);

/** Creates a sink that sends batches in the Connect protocol over `fetch`. */
export function createServerSink(options: ServerSinkOptions): EventSink {
  const url = options.baseUrl.replace(/\/+$/, "") + path;
  let isKeyRefused = false;
  return {
    async send(batch, signal) {
      try {
        const body = encodeBatch(batch.map(({ bytes }) => bytes));
        const response = await post(url, body, options, signal);
        const bytes = new Uint8Array(await response.arrayBuffer());
        if (response.ok) {
          return readResponse(bytes, batch);
        }
        const result = readError(response, bytes);
        if (result.isKeyRefused && !isKeyRefused) {
          isKeyRefused = true;
          options.onKeyRefused(result.fault);
        }
        return result;
      } catch (cause) {
        return { kind: "retry", fault: new Error(`${options.baseUrl}: ${describe(cause)}`, { cause }) };
      }
    },
  };
}

async function post(
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  { apiKey, timeoutMs, gzip, compress = compressByStream, keepalive }: ServerSinkOptions,
  signal: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = { "content-type": "application/proto", "connect-protocol-version": "1" };
  if (apiKey !== undefined) {
    headers["authorization"] = `Bearer ${apiKey}`;
  }
  let body = bytes;
  const isLast = keepalive();
  // The compression takes time that a page which is going away does not have.
  if (gzip && !isLast && bytes.length >= minGzipBytes && typeof CompressionStream !== "undefined") {
    body = await compress(bytes);
    headers["content-encoding"] = "gzip";
  }
  const timeout = AbortSignal.timeout(timeoutMs);
  return fetch(url, {
    method: "POST",
    headers,
    body,
    // The key goes to this server only.
    redirect: "manual",
    signal: AbortSignal.any([signal, timeout]),
    ...(isLast && body.length <= maxKeepaliveBytes ? { keepalive: true } : {}),
  });
}

async function compressByStream(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const zipped = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}

function readResponse(bytes: Uint8Array, batch: readonly QueuedEvent[]): SendResult {
  const response = readAnswer(bytes);
  const refused = new Map<number, EventRefusal>();
  const retry: number[] = [];
  for (const { index, code, field, message } of response.rejections) {
    const event = batch[index];
    if (event === undefined) {
      continue;
    }
    if (code === "unavailable" || code === "internal") {
      retry.push(index);
    } else {
      refused.set(index, { eventId: event.id, code, field, message, bytes: event.bytes });
    }
  }
  if (response.rejections.length === 0) {
    // Servers before 1.2.0 say only which identifiers they refuse.
    const ids = new Set(response.rejectedEventIds);
    batch.forEach(({ id, bytes: event }, index) => {
      if (ids.has(id)) {
        const message = "the server gives no reason";
        refused.set(index, { eventId: id, code: "invalid_argument", field: "", message, bytes: event });
      }
    });
  }
  return { kind: "stored", refused, retry };
}

type Refusal = Exclude<SendResult, { readonly kind: "stored" }> & { readonly isKeyRefused?: boolean };

function readError(response: Response, bytes: Uint8Array): Refusal {
  const { code, message } = parseError(bytes) ?? { code: codeOfStatus(response.status), message: "" };
  const fault = new Error(`[${code}] ${message || `HTTP ${response.status}`}`);
  const afterMs = parseRetryAfter(response.headers.get("retry-after"), maxAfterMs);
  const tooLarge = code === "resource_exhausted" && afterMs === undefined;
  if (tooLarge || (code === "invalid_argument" && response.status !== 408) || code === "out_of_range") {
    return { kind: "split", code, fault };
  }
  // Without a valid key or a server, the events are good nevertheless: they wait.
  const isKeyRefused = code === "unauthenticated" || code === "permission_denied";
  return { kind: "retry", fault, isKeyRefused, afterMs: transient.has(code) ? afterMs : (afterMs ?? 5000) };
}

function parseError(bytes: Uint8Array): { code: string; message: string } | undefined {
  try {
    const { code, message = "" } = JSON.parse(readText(bytes)) as Record<string, unknown>;
    return typeof code === "string" && typeof message === "string" ? { code, message } : undefined;
  } catch {
    return undefined;
  }
}

function codeOfStatus(status: number): string {
  const codes: Record<number, string> = {
    400: "invalid_argument",
    401: "unauthenticated",
    403: "permission_denied",
    413: "resource_exhausted",
    429: "unavailable",
  };
  return codes[status] ?? (status >= 500 || status === 408 ? "unavailable" : "unimplemented");
}

function describe(cause: unknown): string {
  const { message, cause: inner } = cause as Error;
  return inner instanceof Error ? `${message}: ${inner.message}` : String(message);
}
