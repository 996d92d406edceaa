// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { openai } from "@ai-sdk/openai";
import { createChaukas } from "@chaukas/sdk";
import { createAiTelemetry } from "@chaukas/sdk/ai";
import { embedMany, generateText, isStepCount, Output, registerTelemetry, streamText, ToolLoopAgent, tool } from "ai";
import { z } from "zod";

const chaukas = createChaukas({
  prices: { "gpt-5-mini-2026-01-01": { inputPerToken: 0.001, outputPerToken: 0.002 } },
});
registerTelemetry(createAiTelemetry(chaukas));

const model = openai("gpt-5-mini");
const getWeather = tool({
  description: "Returns the weather of a city.",
  inputSchema: z.object({ city: z.string() }),
  async execute({ city }) {
    // Recorded below the call of the tool, as what the agent decided.
    await chaukas.policy({ policyId: "cities", outcome: "allow" });
    return `sunny in ${city}`;
  },
});
const getPressure = tool({
  description: "Returns the pressure.",
  inputSchema: z.object({}),
  execute: async (): Promise<string> => {
    throw new Error("the station does not answer");
  },
});
const prompt = "What is the weather in Paris?";
const stopWhen = isStepCount(4);
const printed: Record<string, unknown> = {};

await chaukas.session({ id: "s1", principal: { id: "ada" } }, async () => {
  const agent = new ToolLoopAgent({ model, tools: { getWeather }, stopWhen, telemetry: { functionId: "Weather" } });
  printed["agent"] = (await agent.generate({ prompt })).text;
  const streamed = streamText({
    model: openai.chat("gpt-5-mini"),
    prompt,
    tools: { getWeather },
    stopWhen,
    temperature: 0.5,
    telemetry: { functionId: "Streamed" },
  });
  printed["streamed"] = await streamed.text;
  const schema = z.object({ city: z.string() });
  printed["object"] = (await generateText({ model, prompt, output: Output.object({ schema }) })).output;
  const embedding = openai.embedding("text-embedding-3-small");
  printed["embeddings"] = (await embedMany({ model: embedding, values: ["Paris", "Rome"] })).embeddings.length;
});
await chaukas.session({ id: "s2" }, async () => {
  await generateText({ model, prompt, tools: { getPressure }, stopWhen, telemetry: { functionId: "Pressure" } });
  printed["failing"] = await generateText({ model: openai("fail-429"), prompt, maxRetries: 0 }).catch(
    (error: Error) => error.name,
  );
  const controller = new AbortController();
  const aborted = streamText({ model: openai("slow-5000"), prompt, abortSignal: controller.signal, onError() {} });
  setTimeout(() => controller.abort(), 100);
  await aborted.consumeStream();
  const telemetry = { functionId: "Private", recordInputs: false, recordOutputs: false };
  await generateText({ model, prompt, tools: { getWeather }, stopWhen, telemetry });
});
// Outside of any session.
await generateText({ model, prompt });
await chaukas.close();
console.log(JSON.stringify(printed));
