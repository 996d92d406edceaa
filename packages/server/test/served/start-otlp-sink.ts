// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import {
  decodeExportLogsServiceRequest,
  decodeExportTraceServiceRequest,
  type LogRecord,
  type Span,
} from "@chaukas/spec-otel/otlp";
import { onTestFinished } from "vitest";

/** An endpoint of OTLP that keeps what it takes. */
export interface OtlpSink {
  readonly url: string;
  readonly requests: readonly OtlpRequest[];
  /** Spans and log records of all requests that were answered with 200. */
  readonly spans: readonly Span[];
  readonly logs: readonly LogRecord[];
  /** Decides how requests are answered from now on. By default, with 200 and an empty body. */
  answer: (request: OtlpRequest) => OtlpAnswer;
}

interface OtlpRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly spans: readonly Span[];
  readonly logs: readonly LogRecord[];
}

export interface OtlpAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Answers later. */
  readonly delayMs?: number;
  /** Closes the connection without an answer. */
  readonly drop?: true;
}

/** Starts an endpoint of OTLP over HTTP on a free port, and stops it when the test has finished. */
export async function startOtlpSink(port = 0): Promise<OtlpSink> {
  const requests: OtlpRequest[] = [];
  const spans: Span[] = [];
  const logs: LogRecord[] = [];
  const server = createServer(async (message, response) => {
    const body = gunzipSync(await buffer(message));
    const path = message.url ?? "";
    const resources = path === "/v1/traces" ? decodeExportTraceServiceRequest(body).resourceSpans : [];
    const records = path === "/v1/logs" ? decodeExportLogsServiceRequest(body).resourceLogs : [];
    const request = {
      path,
      headers: message.headers,
      spans: resources.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
      logs: records.flatMap(({ scopeLogs }) => scopeLogs.flatMap((scope) => scope.logRecords)),
    };
    requests.push(request);
    const { status = 200, headers = {}, body: answer = "", delayMs = 0, drop } = sink.answer(request);
    await sleep(delayMs);
    if (drop) {
      message.socket.destroy();
      return;
    }
    if (status === 200) {
      spans.push(...request.spans);
      logs.push(...request.logs);
    }
    response.writeHead(status, headers).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const sink: OtlpSink = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ requests, spans, logs },
    answer: () => ({}),
  };
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return sink;
}
