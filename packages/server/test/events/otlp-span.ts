// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A call to a model as a span of OTLP/JSON. */
export const otlpSpan = {
  traceId: "5B8EFFF798038103D269B633813FC60C",
  spanId: "EEE19B7EC3C1B174",
  name: "chat gpt-5",
  startTimeUnixNano: "1700000000000000000",
  endTimeUnixNano: "1700000001500000000",
  attributes: [{ key: "gen_ai.operation.name", value: { stringValue: "chat" } }],
};
