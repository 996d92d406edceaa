// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ExportTraceServiceRequest, encodeExportTraceServiceRequest } from "@chaukas/spec-otel/otlp";

/** Sends spans to a server over OTLP/HTTP. Rejects unless it answers with 200. */
export async function sendSpans(url: string, requests: readonly ExportTraceServiceRequest[]): Promise<void> {
  for (const request of requests) {
    const response = await fetch(`${url}/v1/traces`, {
      method: "POST",
      headers: { "content-type": "application/x-protobuf" },
      body: encodeExportTraceServiceRequest(request) as BodyInit,
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`server: expected status 200, got ${response.status}: ${text}`);
    }
  }
}
