// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import { buildCollector } from "@chaukas/emitters/collector";
import {
  type ExportTraceServiceRequest,
  ExportTraceServiceRequestSchema,
  parseOtlpJson,
} from "@chaukas/spec-otel/otlp";
import { expect, it } from "vitest";
import { killBehindCollector } from "./kill-behind-collector.ts";

const captures = join(import.meta.dirname, "../../../spec-otel/test/emitters");
const { problem } = await buildCollector();

/** Reads the spans that real instrumentations sent. */
function readCaptured(): ExportTraceServiceRequest[] {
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

it("has the events of every span once after kills behind a collector (skipped without go)", async ({ skip }) => {
  if (problem !== undefined && process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] !== "1") {
    skip(problem);
  }
  expect(problem).toBeUndefined();
  const captured = readCaptured();
  expect(captured.length).toBeGreaterThan(10);
  const { figures, faults } = await killBehindCollector({
    rounds: 3,
    store: "sqlite",
    seed: 7,
    report: () => {},
    captured,
  });
  expect(faults).toEqual([]);
  expect(figures["events"]).toBeGreaterThan(500);
  expect(figures["retries of the collector"]).toBeGreaterThan(0);
}, 300_000);
