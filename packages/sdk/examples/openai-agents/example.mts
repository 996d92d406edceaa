// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas } from "@chaukas/sdk";
import { createTraceProcessor } from "@chaukas/sdk/openai-agents";
import { Agent, getCurrentSpan, Runner, setTraceProcessors, tool } from "@openai/agents";
import { z } from "zod";

const chaukas = createChaukas();
const processor = createTraceProcessor(chaukas);
setTraceProcessors([processor]);

const refund = tool({
  name: "refund",
  description: "Refunds an order.",
  parameters: z.object({ order: z.string() }),
  async execute({ order }) {
    const scope = processor.scopeOf(getCurrentSpan());
    await scope.policy({ policyId: "refund-limit", outcome: "allow", rationale: "below 100 euros" });
    return `refunded ${order}`;
  },
});
const billing = new Agent({ name: "Billing", instructions: "Refund orders.", model: "gpt-5-mini", tools: [refund] });
const triage = Agent.create({
  name: "Triage",
  instructions: "Hand over to the right agent.",
  model: "gpt-5-mini",
  handoffs: [billing],
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

const runner = new Runner({ workflowName: "Support", groupId: "conversation-1" });
await chaukas.session({ principal: { id: "user-1" } }, async () => {
  const { finalOutput } = await runner.run(triage, "Please refund my order.");
  console.log(finalOutput);
  await runner.run(triage, "shut up").catch((error: Error) => console.log(error.message));
});
await chaukas.close();
