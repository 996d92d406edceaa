// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { encodeEvent } from "@chaukas/spec-common/codec";
import { bytesToHex, findPlaces, listLeaves, redactEvent } from "@chaukas/spec-integrity";
import { eventsToSpans, spansToEvents } from "@chaukas/spec-otel";
import {
  type ExportTraceServiceRequest,
  ExportTraceServiceRequestSchema,
  encodeExportTraceServiceRequest,
  parseOtlpJson,
} from "@chaukas/spec-otel/otlp";
import { expect, it } from "vitest";
import { readCapturedSpans } from "../../../test/events/read-captured-spans.js";

const opening = { key: bytesToHex(new Uint8Array(32).fill(9)) };
const options = { tenantId: "acme" };

/** Returns a span whose messages are JSON that no field gives back exactly, in two attributes. */
function oddRequest(text: string): ExportTraceServiceRequest {
  const messages = `[ {"role" :"user","content": ${JSON.stringify(text).replace("w", "\\u0077")} , "n": 1.0} ]`;
  const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const span = {
    traceId: "5b8efff798038103d269b633813fc60c",
    spanId: "eee19b7ec3c1b174",
    attributes: [
      attribute("gen_ai.operation.name", "chat"),
      attribute("gen_ai.input.messages", messages),
      attribute("input.value", JSON.stringify({ body: messages })),
    ],
  };
  const request = { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };
  return parseOtlpJson(ExportTraceServiceRequestSchema, JSON.stringify(request)).message;
}

const prompt = "What is the weather in Paris?";

it("finds a field that telemetry fills in, and every copy of it", () => {
  const { events } = spansToEvents(oddRequest(prompt), options);
  const places = events.flatMap((event) => findPlaces(event, prompt));
  expect(places.sort()).toEqual([
    "/llm_invocation/request/input/body",
    "/llm_invocation/request/messages/0/content",
    "/metadata/otel/attributes/gen_ai.input.messages",
  ]);
});

it.each([
  ["of JSON that no field gives back", [oddRequest(prompt)]],
  ["of real instrumentations", readCapturedSpans()],
])("erases the values of a field from all events of spans %s, and from the spans that they become", (_, requests) => {
  const events = requests.flatMap((request) => spansToEvents(request, options).events);
  const holders = events.filter((event) => findPlaces(event, prompt).length > 0);
  expect(holders.length).toBeGreaterThan(0);
  const erased = events.map((event) => {
    const places = findPlaces(event, prompt);
    return places.length === 0 ? event : redactEvent(event, opening, places, { method: "drop" }).event;
  });
  const spans = Buffer.from(encodeExportTraceServiceRequest(eventsToSpans(erased).traces));
  for (const bytes of [...erased.map((event) => Buffer.from(encodeEvent(event))), spans]) {
    for (const text of [prompt, prompt.replace("w", "\\u0077"), "weather in Paris?"]) {
      expect(bytes.includes(text)).toBe(false);
    }
  }
  // Nothing else is erased.
  for (const [index, event] of events.entries()) {
    const pointers = new Set(findPlaces(event, prompt));
    expect(listLeaves(erased[index] ?? event).length).toBeGreaterThanOrEqual(listLeaves(event).length - pointers.size);
  }
});
