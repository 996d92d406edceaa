// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { openai } from "@ai-sdk/openai";
import { createChaukas } from "@chaukas/sdk";
import { createAiMiddleware, recordAiSteps, recordAiTools } from "@chaukas/sdk/ai";
import { trace } from "@opentelemetry/api";
import {
  embed,
  generateText,
  stepCountIs,
  streamText,
  ToolLoopAgent,
  tool,
  wrapEmbeddingModel,
  wrapLanguageModel,
} from "ai";
import { z } from "zod";

const chaukas = createChaukas({
  onRejected({ message }) {
    // The stream that nobody reads may go on after the end.
    if (!message.includes("after close()")) {
      console.error(message);
    }
  },
});
const middleware = createAiMiddleware(chaukas);
const wrap = (model: Parameters<typeof wrapLanguageModel>[0]["model"]) => wrapLanguageModel({ model, middleware });
const tools = recordAiTools(chaukas, {
  getWeather: tool({
    description: "Returns the weather of a city.",
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => `sunny in ${city}`,
  }),
  getForecast: tool({
    description: "Returns the forecast.",
    inputSchema: z.object({ city: z.string() }),
    async *execute({ city }) {
      yield `asking for ${city}`;
      yield `rain in ${city}`;
    },
  }),
  getTides: tool({
    description: "Returns the tides.",
    inputSchema: z.object({ city: z.string() }),
    // Not async itself: the AI SDK looks at what it returns.
    execute: ({ city }) =>
      (async function* () {
        yield `asking for ${city}`;
        yield `low tide in ${city}`;
      })(),
  }),
  getPressure: tool({
    description: "Returns the pressure.",
    inputSchema: z.object({}),
    execute: async (): Promise<string> => {
      throw new Error("the station does not answer");
    },
  }),
});
const prompt = "What is the weather in Paris?";
const stopWhen = stepCountIs(5);
const printed: Record<string, unknown> = {};

/** What is read outside of all scopes. */
const readers: (() => PromiseLike<void>)[] = [];
const timer = setInterval(() => readers.pop()?.(), 10);

await chaukas.session({ id: "s1" }, (session) =>
  session.agent({ name: "Weather" }, async () => {
    printed["text"] = (await generateText({ model: wrap(openai("gpt-5-mini")), prompt, tools, stopWhen })).text;
    const streamed = streamText({ model: wrap(openai.chat("gpt-5-mini")), prompt: "Hello", maxOutputTokens: 50 });
    printed["streamed"] = await streamed.text;
    const model = wrapEmbeddingModel({ model: openai.embedding("text-embedding-3-small"), middleware });
    printed["embedding"] = typeof (await embed({ model, value: "Paris" })).embedding[0];
    printed["failing"] = await generateText({ model: wrap(openai("fail-429")), prompt, maxRetries: 0 }).catch(
      (error: Error) => error.name,
    );
    const cut = streamText({ model: wrap(openai("cut")), prompt: "Hello", maxRetries: 0, onError() {} });
    await cut.consumeStream();
  }),
);

// With the steps of each call.
const twoTools = { getWeather: tools.getWeather, getPressure: tools.getPressure };
const settings = (functionId: string) => ({
  prompt,
  tools: twoTools,
  stopWhen,
  experimental_telemetry: recordAiSteps(chaukas, { functionId, tracer: trace.getTracer("test") }),
});
await chaukas.session({ id: "s2" }, async () => {
  const agent = new ToolLoopAgent({ model: wrap(openai("gpt-5-mini")), ...settings("Weather") });
  await agent.generate({ prompt });
  const streamed = streamText({ model: wrap(openai.chat("gpt-5-mini")), ...settings("Streamed") });
  // Read where no scope is current.
  await new Promise<void>((resolve) => readers.push(() => streamed.consumeStream().then(resolve)));
});
await chaukas.session({ id: "s3" }, async () => {
  await generateText({ model: wrap(openai("fail-once-503")), ...settings("Retried") });
  await generateText({ model: wrap(openai("fail-429")), ...settings("Failed"), maxRetries: 0 }).catch(() => {});
  const failed = streamText({ model: wrap(openai("fail-429")), ...settings("Failed"), maxRetries: 0, onError() {} });
  await failed.consumeStream();
  const cut = streamText({ model: wrap(openai("cut")), ...settings("Cut"), maxRetries: 0, onError() {} });
  await cut.consumeStream();
  const controller = new AbortController();
  const abortSignal = controller.signal;
  const aborted = streamText({ model: wrap(openai("slow-5000")), ...settings("Aborted"), abortSignal, onError() {} });
  setTimeout(() => controller.abort(), 100);
  await aborted.consumeStream();
  const left = streamText({ model: wrap(openai.chat("gpt-5-mini")), ...settings("Left") });
  for await (const _ of left.fullStream) {
    break;
  }
});
await chaukas.close();
clearInterval(timer);
console.log(JSON.stringify(printed));
