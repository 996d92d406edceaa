// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Runs the agents that all emitters of the OpenAI Agents SDK are captured with: a handoff to an agent that calls a tool,
 * also streamed, a guardrail that stops a run, and a model that fails.
 *
 * @param {typeof import("@openai/agents")} agents
 * @param {typeof import("zod").z} z
 */
export async function talkToAgents(agents, z) {
  const { Agent, OpenAIProvider, Runner, tool, withTrace } = agents;
  const getWeather = tool({
    name: "get_weather",
    description: "Returns the weather of a city.",
    parameters: z.object({ city: z.string() }),
    execute: ({ city }) => `sunny in ${city}, 21 °C`,
  });
  const model = "gpt-5-mini";
  const weather = new Agent({ name: "Weather", instructions: "Use the tools.", model, tools: [getWeather] });
  const politeness = {
    name: "politeness",
    execute: async ({ input }) => ({ tripwireTriggered: JSON.stringify(input).includes("shut up"), outputInfo: {} }),
  };
  const triage = Agent.create({
    name: "Triage",
    instructions: "Hand over to the right agent.",
    model,
    handoffs: [weather],
    inputGuardrails: [politeness],
  });
  const runner = new Runner({
    modelProvider: new OpenAIProvider(),
    workflowName: "Weather report",
    groupId: "session-1",
    traceMetadata: { release: "1" },
  });

  await runner.run(triage, "What is the weather in Paris?");
  await withTrace("Weather twice", async () => {
    const streamed = await runner.run(triage, "And now?", { stream: true });
    for await (const _ of streamed) {
      // The run ends after the last event.
    }
    await runner.run(weather, "And in the evening?");
  });
  await runner.run(triage, "shut up").catch(() => {});

  const chat = new Runner({ modelProvider: new OpenAIProvider({ useResponses: false }), workflowName: "Chat" });
  await chat.run(weather, "What is the weather in Paris?");
  const failing = new Agent({ name: "Failing", model: "fail-400" });
  await runner.run(failing, "What is the capital of France?").catch(() => {});
}
