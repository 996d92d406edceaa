// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Makes the calls that both versions of the AI SDK are captured with: a tool call and the answer to its result, a
 * streamed answer, an answer as an object, embeddings, and failures of a model and of a tool.
 *
 * @param {typeof import("ai")} ai
 * @param {typeof import("@ai-sdk/openai").openai} openai
 * @param {typeof import("zod").z} z
 * @param {(functionId: string) => object} telemetry settings that switch telemetry on
 */
export async function talkToAi(ai, openai, z, telemetry) {
  const model = openai("gpt-5-mini");
  const getWeather = ai.tool({
    description: "Returns the weather of a city.",
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => `sunny in ${city}, 21 °C`,
  });
  const getPressure = ai.tool({
    description: "Returns the air pressure.",
    inputSchema: z.object({}),
    execute: async () => {
      throw new Error("the station does not answer");
    },
  });
  const prompt = "What is the weather in Paris?";
  const stopWhen = ai.stepCountIs(4);

  await ai.generateText({ model, prompt, tools: { getWeather }, stopWhen, temperature: 0.2, ...telemetry("weather") });
  const agent = new ai.ToolLoopAgent({
    model,
    instructions: "Use the tools.",
    tools: { getWeather },
    ...telemetry("agent"),
  });
  await agent.generate({ prompt });
  const chat = openai.chat("gpt-5-mini");
  const streamed = ai.streamText({ model: chat, prompt, tools: { getWeather }, stopWhen, ...telemetry("streamed") });
  await streamed.consumeStream();
  const output = ai.Output.object({ schema: z.object({ city: z.string() }) });
  await ai.generateText({ model, prompt: "What is the capital of France?", output, ...telemetry("object") });
  const embedding = openai.embedding("text-embedding-3-small");
  await ai.embed({ model: embedding, value: "Paris", ...telemetry("embed") });
  await ai.embedMany({ model: embedding, values: ["Paris", "France"], ...telemetry("embed-many") });

  await ai.generateText({ model, prompt, tools: { getPressure }, stopWhen, ...telemetry("failing-tool") });
  const failing = { model: openai("fail-429"), prompt, maxRetries: 0, ...telemetry("failing") };
  await ai.generateText(failing).catch(() => {});
  const once = { model: openai("fail-once-503"), prompt, maxRetries: 1, ...telemetry("retried") };
  await ai.generateText(once);
}
