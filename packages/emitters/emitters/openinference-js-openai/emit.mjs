// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { OpenAIInstrumentation } from "@arizeai/openinference-instrumentation-openai";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { detectResources, envDetector } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { OpenAI } from "openai";
import scenario from "../openai-scenario.cjs";

const provider = new NodeTracerProvider({
  resource: detectResources({ detectors: [envDetector] }),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
});
provider.register();
const instrumentation = new OpenAIInstrumentation();
instrumentation.setTracerProvider(provider);
instrumentation.manuallyInstrument(OpenAI);

// The instrumentation reads a copy of each stream, and does not handle its failure.
process.on("unhandledRejection", () => {});

await scenario.talk(new OpenAI());
await provider.shutdown();
