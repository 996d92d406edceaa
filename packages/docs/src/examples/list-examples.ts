// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Example } from "../playground/example.ts";

/** A case of the vectors of evidence or of exports. */
interface TrailCase {
  readonly summary: string;
  readonly checkpoints: readonly string[];
  readonly evidence?: string;
  readonly export?: string;
}

const span = {
  traceId: "5b8efff798038103d269b633813fc60c",
  spanId: "eee19b7ec3c1b174",
  name: "chat gpt-5",
  startTimeUnixNano: "1700000000000000000",
  endTimeUnixNano: "1700000001500000000",
  attributes: [
    { key: "gen_ai.operation.name", value: { stringValue: "chat" } },
    { key: "gen_ai.request.model", value: { stringValue: "gpt-5" } },
    { key: "gen_ai.usage.input_tokens", value: { intValue: "12" } },
  ],
};

/** Lists the examples of the playground, most of which are test vectors. */
export function listExamples(): Example[] {
  const evidence = readTrails("integrity/evidence.json");
  const trails = readTrails("integrity/trails.json");
  const wrong = {
    event_id: "event-1",
    type: "TOOL_CALL_START",
    tags: ["a".repeat(300)],
    cost: { currency: "C".repeat(40) },
  };
  return [
    { name: "A tool call, in public JSON", text: read("types/tool-call-start.json").toString() },
    { name: "The same in ProtoJSON", text: read("types/tool-call-start.proto.json").toString() },
    { name: "The same in binary, as hex", text: read("types/tool-call-start.binpb").toString("hex") },
    { name: "A span of OpenTelemetry", text: print({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }) },
    { name: "An event that breaks rules", text: print(wrong) },
    { name: "An event with a mistake in it", text: print({ event_id: "event-1", typ: "TOOL_CALL_START" }) },
    { name: "Evidence", text: evidence.find("proved: two events").evidence ?? "", key: evidence.key },
    { name: "Forged evidence", text: evidence.find("failed: another value").evidence ?? "", key: evidence.key },
    exampleOf("An export", "proved: one value erased"),
    exampleOf("An export with a record left out", "failed: log: a record deleted"),
  ];

  function exampleOf(name: string, summary: string): Example {
    const found = trails.find(summary);
    return { name, text: found.export ?? "", key: trails.key, checkpoint: found.checkpoints[0] ?? "" };
  }
}

function readTrails(file: string): { readonly key: string; find(summary: string): TrailCase } {
  const vectors = JSON.parse(read(file).toString());
  const cases: readonly TrailCase[] = vectors.evidence ?? vectors.trails;
  return {
    key: vectors.verifier_key,
    find(summary) {
      const found = cases.find((one) => one.summary.startsWith(summary));
      if (found === undefined) {
        throw new Error(`${file}: expected a case ${summary}`);
      }
      return found;
    },
  };
}

function read(file: string): Buffer {
  return readFileSync(fileURLToPath(import.meta.resolve(`@chaukas/spec-vectors/vectors/${file}`)));
}

function print(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
