// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createRequire } from "node:module";
import { join } from "node:path";
import { recordSessions } from "../lib/record-sessions.ts";

/** What is used of an observation. */
interface Observation {
  startObservation(name: string, attributes: object, options: object): Observation;
  update(attributes: object): Observation;
  end(): void;
}

const [baseUrl = "", modules = ""] = process.argv.slice(2);
const require = createRequire(join(modules, "index.js"));
const { BasicTracerProvider } = require("@opentelemetry/sdk-trace-base");
const { LangfuseSpanProcessor } = require("@langfuse/otel");
const { setLangfuseTracerProvider, startObservation } = require("@langfuse/tracing");

const processor = new LangfuseSpanProcessor({ baseUrl, publicKey: "pk-lf-bench", secretKey: "sk-lf-bench" });
setLangfuseTracerProvider(new BasicTracerProvider({ spanProcessors: [processor] }));
const types = { session: "span", agent: "agent", model: "generation", tool: "tool" };

await recordSessions<Observation>({
  begin(kind, name, input, parent) {
    const attributes = kind === "model" ? { input, model: name } : { input };
    const options = { asType: types[kind] };
    return parent === undefined
      ? startObservation(name, attributes, options)
      : parent.startObservation(name, attributes, options);
  },
  end(observation, kind, output) {
    const { usage } = output as { usage?: { prompt_tokens: number; completion_tokens: number } };
    const usageDetails = { input: usage?.prompt_tokens, output: usage?.completion_tokens };
    observation.update(kind === "model" ? { output, usageDetails } : { output }).end();
  },
  flush: () => processor.forceFlush(),
});
