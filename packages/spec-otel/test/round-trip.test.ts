// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ExportTraceServiceRequestSchema, parseOtlpJson } from "@chaukas/spec-otel/otlp";
import { describe, expect, it } from "vitest";
import { createRandom, createRandomLogs, createRandomRequest } from "./random-spans.ts";
import { findDifferences, findLogDifferences } from "./round-trip.ts";

// `npm run soak:spans` does the same with 100,000 of each.
describe("eventsToSpans", () => {
  it.each([
    ["a list", "reranker.input_documents.0.document.id", "a"],
    ["messages", "gen_ai.input.messages", "[]"],
  ])("gives an object back beside %s that its field also holds", (_, key, text) => {
    const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
    const span = {
      traceId: "5b8efff798038103d269b633813fc60c",
      spanId: "eee19b7ec3c1b174",
      attributes: [
        attribute("openinference.span.kind", "RERANKER"),
        attribute("input.value", "{}"),
        attribute(key, text),
      ],
    };
    const request = { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };
    expect(findDifferences(parseOtlpJson(ExportTraceServiceRequestSchema, JSON.stringify(request)).message)).toEqual(
      [],
    );
  });

  it("gives random span trees back, attribute by attribute", () => {
    for (let seed = 1; seed <= 1000; seed++) {
      expect([seed, findDifferences(createRandomRequest(createRandom(seed), 3))]).toEqual([seed, []]);
    }
  });

  it("gives random log records back, attribute by attribute", () => {
    for (let seed = 1; seed <= 1000; seed++) {
      expect([seed, findLogDifferences(createRandomLogs(createRandom(seed), 1))]).toEqual([seed, []]);
    }
  });
});
