// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { observeOpenAI } from "@langfuse/openai";
import { LangfuseSpanProcessor } from "@langfuse/otel";
import { propagateAttributes, startActiveObservation } from "@langfuse/tracing";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { OpenAI } from "openai";
import scenario from "../openai-scenario.cjs";

const baseUrl = process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
const processor = new LangfuseSpanProcessor({ baseUrl, publicKey: "pk-none", secretKey: "sk-none" });
const sdk = new NodeSDK({ spanProcessors: [processor] });
sdk.start();

const attributes = { sessionId: "session-1", userId: "user-1", tags: ["weather"], metadata: { release: "1" } };
await propagateAttributes(attributes, () =>
  startActiveObservation(
    "weather_agent",
    async (agent) => {
      agent.update({ input: "What is the weather in Paris?" });
      await startActiveObservation(
        "get_weather",
        (tool) => tool.update({ input: { city: "Paris" }, output: "sunny, 21 °C" }),
        { asType: "tool" },
      );
      await startActiveObservation("atlas", (tool) => tool.update({ input: "Paris", output: ["doc-1"] }), {
        asType: "retriever",
      });
      await scenario.talk(observeOpenAI(new OpenAI()));
      agent.update({ output: "sunny" });
    },
    { asType: "agent" },
  ),
);
await sdk.shutdown();
