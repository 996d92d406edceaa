// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import {
  type ExportTraceServiceRequest,
  ExportTraceServiceRequestSchema,
  parseOtlpJson,
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
