// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas } from "@chaukas/sdk";
import { createCallbackHandler } from "@chaukas/sdk/langchain";
import { Document } from "@langchain/core/documents";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { BaseRetriever } from "@langchain/core/retrievers";
import { Annotation, Command, interrupt, MemorySaver, StateGraph } from "@langchain/langgraph";
import { ChatOpenAI } from "@langchain/openai";
import { createAgent, tool } from "langchain";
import { z } from "zod";

const chaukas = createChaukas({
  prices: { "gpt-5-mini-2026-01-01": { inputPerToken: 0.001, outputPerToken: 0.002 } },
});
const handler = createCallbackHandler(chaukas);
const callbacks = [handler];
const model = new ChatOpenAI({ model: "gpt-5-mini", temperature: 0.5, maxRetries: 0 });
const printed: Record<string, unknown> = {};

// An agent that calls a tool, in a session of its own, whose id is its thread.
const getWeather = tool(
  async ({ city }, config) => {
    // Recorded below the call of the tool, as what the agent decided.
    await handler.scopeOf(config).policy({ policyId: "cities", outcome: "allow" });
    return `sunny in ${city}`;
  },
  { name: "get_weather", description: "Returns the weather.", schema: z.object({ city: z.string() }) },
);
const agent = createAgent({ name: "weather_agent", model, tools: [getWeather], systemPrompt: "Use the tools." });
const question = { messages: [{ role: "user" as const, content: "What is the weather in Paris?" }] };
const { messages } = await agent.invoke(question, { callbacks, configurable: { thread_id: "thread-1" } });
printed["agent"] = messages.at(-1)?.content;

// A chain in a session of the application, streamed.
class Atlas extends BaseRetriever {
  lc_namespace = ["atlas"];
  override async _getRelevantDocuments() {
    return [new Document({ id: "doc-1", pageContent: "Paris is the capital of France.", metadata: {} })];
  }
}
await chaukas.session({ id: "own-1", principal: { id: "ada" } }, async () => {
  const prompt = ChatPromptTemplate.fromMessages([["user", "What is the capital of {country}?"]]);
  const chain = prompt.pipe(model).pipe(new StringOutputParser());
  let streamed = "";
  for await (const token of await chain.stream({ country: "France" }, { callbacks })) {
    streamed += token;
  }
  printed["streamed"] = streamed;
  printed["documents"] = (await new Atlas().invoke("France", { callbacks })).length;
});

// A graph with a node that waits for a human, and one that fails.
const state = Annotation.Root({ text: Annotation<string> });
const graph = new StateGraph(state)
  .addNode("ask", () => ({ text: interrupt("Go on?") as string }))
  .addNode("fail", ({ text }) => {
    throw new Error(`no ${text}`);
  })
  .addEdge("__start__", "ask")
  .addEdge("ask", "fail")
  .compile({ checkpointer: new MemorySaver(), name: "approval" });
const settings = { callbacks, configurable: { thread_id: "thread-2" } };
printed["interrupted"] = "__interrupt__" in (await graph.invoke({ text: "" }, settings));
printed["failed"] = await graph
  .invoke(new Command({ resume: "luck" }), settings)
  .catch((error: Error) => error.message);

const broken = tool(
  (): string => {
    throw new Error("the station does not answer");
  },
  { name: "get_pressure", description: "Returns the pressure.", schema: z.object({}) },
);
await chaukas.session({ id: "own-2" }, async () => {
  printed["tool"] = await broken.invoke({}, { callbacks }).catch((error: Error) => error.message);
  const failing = new ChatOpenAI({ model: "fail-429", maxRetries: 0 });
  printed["model"] = await failing.invoke("Hello", { callbacks }).catch((error: { status: number }) => error.status);
});
await chaukas.close();
console.log(JSON.stringify(printed));
