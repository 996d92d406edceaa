// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { LangChainInstrumentation } from "@arizeai/openinference-instrumentation-langchain";
import * as callbacks from "@langchain/core/callbacks/manager";
import { Document } from "@langchain/core/documents";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { BaseRetriever } from "@langchain/core/retrievers";
import { RunnableLambda } from "@langchain/core/runnables";
import { ChatOpenAI } from "@langchain/openai";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { detectResources, envDetector } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { createAgent, tool } from "langchain";
import { z } from "zod";

const provider = new NodeTracerProvider({
  resource: detectResources({ detectors: [envDetector] }),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
});
provider.register();
const instrumentation = new LangChainInstrumentation();
instrumentation.setTracerProvider(provider);
instrumentation.manuallyInstrument(callbacks);

const llm = new ChatOpenAI({ model: "gpt-5-mini", temperature: 0.2, maxRetries: 0 });

// A chain of a prompt, a streamed model and a parser.
const prompt = ChatPromptTemplate.fromMessages([
  ["system", "Answer briefly."],
  ["user", "What is the capital of {country}?"],
]);
const chain = prompt.pipe(llm).pipe(new StringOutputParser());
for await (const _ of await chain.stream({ country: "France" })) {
  // A span ends after the last token.
}

// Documents are retrieved before the model is asked.
class Atlas extends BaseRetriever {
  lc_namespace = ["atlas"];
  async _getRelevantDocuments() {
    return [
      new Document({
        id: "doc-1",
        pageContent: "Paris is the capital of France.",
        metadata: { source: "atlas", page: 12 },
      }),
      new Document({ pageContent: "Rome is the capital of Italy.", metadata: { source: "atlas" } }),
    ];
  }
}
const question = RunnableLambda.from((documents) => `Choose from ${documents.length} documents.`);
await new Atlas().pipe(question).pipe(llm).invoke("Which city is the capital of France?");

// An agent of LangGraph calls a tool. Its thread is the session.
const getWeather = tool(({ city }) => `sunny in ${city}, 21 °C`, {
  name: "get_weather",
  description: "Returns the weather of a city.",
  schema: z.object({ city: z.string() }),
});
const agent = createAgent({ name: "weather_agent", model: llm, tools: [getWeather], systemPrompt: "Use the tools." });
const settings = { configurable: { thread_id: "thread-1" }, metadata: { session_id: "session-1", user_id: "user-1" } };
await agent.invoke({ messages: [{ role: "user", content: "What is the weather in Paris?" }] }, settings);

// A model and a tool fail.
await new ChatOpenAI({ model: "fail-429", maxRetries: 0 }).invoke("What is the capital of France?").catch(() => {});
const broken = tool(
  () => {
    throw new Error("the station does not answer");
  },
  { name: "get_pressure", description: "Returns the air pressure.", schema: z.object({}) },
);
await broken.invoke({}).catch(() => {});

await provider.shutdown();
