// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas } from "@chaukas/sdk";
import { createTraceProcessor } from "@chaukas/sdk/openai-agents";
import {
  Agent,
  getCurrentSpan,
  OpenAIProvider,
  Runner,
  setTraceProcessors,
  setTracingDisabled,
  tool,
  withCustomSpan,
  withTrace,
} from "@openai/agents";
import { z } from "zod";

const chaukas = createChaukas({
  prices: { "gpt-5-mini-2026-01-01": { inputPerToken: 0.001, outputPerToken: 0.002 } },
});
const processor = createTraceProcessor(chaukas);
setTraceProcessors([processor]);
setTracingDisabled(false);

const model = "gpt-5-mini";
const getWeather = tool({
  name: "get_weather",
  description: "Returns the weather of a city.",
  parameters: z.object({ city: z.string() }),
  async execute({ city }) {
    // Recorded below the call of the tool, as what the agent decided.
    await processor.scopeOf(getCurrentSpan()).policy({ policyId: "cities", outcome: "allow" });
    return `sunny in ${city}`;
  },
});
const getPressure = tool({
  name: "get_pressure",
  description: "Returns the pressure.",
  parameters: z.object({}),
  execute() {
    throw new Error("the station does not answer");
  },
});
const weather = new Agent({ name: "Weather", instructions: "Use the tools.", model, tools: [getWeather] });
const triage = Agent.create({
  name: "Triage",
  instructions: "Hand over.",
  model,
  handoffs: [weather],
  inputGuardrails: [
    {
      name: "politeness",
      execute: async ({ input }) => ({
        tripwireTriggered: JSON.stringify(input).includes("shut up"),
        outputInfo: {},
      }),
    },
  ],
});
const settings = { modelProvider: new OpenAIProvider(), workflowName: "Weather report", groupId: "group-1" };
const runner = new Runner(settings);
const printed: Record<string, unknown> = {};

const answered = await runner.run(triage, "What is the weather in Paris?");
printed["answer"] = answered.finalOutput;
printed["refused"] = await runner.run(triage, "shut up").catch((error: Error) => error.constructor.name);

// Chat completions, streamed, in a session of the application.
const chat = new Runner({ modelProvider: new OpenAIProvider({ useResponses: false }), workflowName: "Chat" });
await chaukas.session({ id: "own-1", principal: { id: "ada" } }, async () => {
  const streamed = await chat.run(weather, "And now?", { stream: true });
  for await (const _ of streamed) {
    // The run ends after the last event.
  }
  printed["streamed"] = streamed.finalOutput;
});

await withTrace("Failures", async () => {
  const broken = new Agent({ name: "Broken", model, tools: [getPressure] });
  printed["broken"] = (await runner.run(broken, "Which pressure?")).finalOutput;
  const failing = new Agent({ name: "Failing", model: "fail-400" });
  printed["failing"] = await runner.run(failing, "Hello").catch((error: { status: number }) => error.status);
  await withCustomSpan(async () => {}, { data: { name: "clean up", data: { files: 2 } } });
});
await chaukas.close();
console.log(JSON.stringify(printed));
