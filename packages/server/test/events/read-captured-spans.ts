// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import { spansToEvents } from "@chaukas/spec-otel";
import {
  type ExportTraceServiceRequest,
  ExportTraceServiceRequestSchema,
  parseOtlpJson,
  type Span,
} from "@chaukas/spec-otel/otlp";

const captures = join(import.meta.dirname, "../../../spec-otel/test/emitters");

/** Reads the spans that real instrumentations sent. */
export function readCapturedSpans(): ExportTraceServiceRequest[] {
  return readdirSync(captures, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const { requests } = JSON.parse(readFileSync(join(captures, name, "manifest.json"), "utf8")) as {
        requests: { file: string; path: string; contentType: string }[];
      };
      return requests
        .filter(({ path }) => path.endsWith("/v1/traces"))
        .map(({ file, contentType }) => {
          const body = readFileSync(join(captures, name, file));
          return contentType === "application/json"
            ? parseOtlpJson(ExportTraceServiceRequestSchema, body.toString()).message
            : fromBinary(ExportTraceServiceRequestSchema, body);
        });
    });
}

/** Returns the spans of {@link readCapturedSpans} that become events: those of generative AI. */
export function listCapturedOperations(): Span[] {
  const requests = readCapturedSpans();
  const ids = new Set(requests.flatMap((request) => spansToEvents(request).events.map(({ spanId }) => spanId)));
  return requests
    .flatMap(({ resourceSpans }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)))
    .filter(({ spanId }) => ids.has(Buffer.from(spanId).toString("hex")));
}
