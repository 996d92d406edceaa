// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type ExportTraceServiceRequest, ExportTraceServiceRequestSchema } from "@chaukas/spec-otel/otlp";
import type { Random } from "../../events/random.ts";

const operations = ["chat", "execute_tool", "invoke_agent", "embeddings"];
const beginNs = 1_767_225_600_000_000_000n;

/** Creates a request with spans of generative AI in one trace, each a child of the one before. */
export function createSpans(random: Random, count: number): ExportTraceServiceRequest {
  const traceId = random.bytes(16);
  let parentSpanId = new Uint8Array();
  const spans = Array.from({ length: count }, (_, index) => {
    const spanId = random.bytes(8);
    const operation = random.pick(operations);
    const span = {
      traceId,
      spanId,
      parentSpanId,
      name: `${operation} ${index}`,
      startTimeUnixNano: beginNs + BigInt(index),
      endTimeUnixNano: beginNs + BigInt(index) + BigInt(random.integer(1_000_000_000)),
      attributes: [
        { key: "gen_ai.operation.name", value: { value: { case: "stringValue" as const, value: operation } } },
        { key: "gen_ai.usage.input_tokens", value: { value: { case: "intValue" as const, value: BigInt(index) } } },
      ],
    };
    parentSpanId = spanId;
    return span;
  });
  return create(ExportTraceServiceRequestSchema, {
    resourceSpans: [{ resource: {}, scopeSpans: [{ scope: {}, spans }] }],
  });
}
