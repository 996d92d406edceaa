// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { openai } from "@ai-sdk/openai";
import { createChaukas } from "@chaukas/sdk";
import { createAiTelemetry } from "@chaukas/sdk/ai";
import { embed, isStepCount, registerTelemetry, streamText, tool } from "ai";
import { z } from "zod";

const chaukas = createChaukas();
registerTelemetry(createAiTelemetry(chaukas));

const refund = tool({
  description: "Refunds an order.",
  inputSchema: z.object({ order: z.string() }),
  async execute({ order }) {
    await chaukas.policy({ policyId: "refund-limit", outcome: "allow", rationale: "below 100 euros" });
    return `refunded ${order}`;
  },
});

await chaukas.session({ principal: { id: "user-1" } }, async () => {
  const answer = streamText({
    model: openai("gpt-5-mini"),
    prompt: "Please refund my order.",
    tools: { refund },
    stopWhen: isStepCount(5),
    telemetry: { functionId: "Billing" },
  });
  console.log(await answer.text);
  await embed({ model: openai.embedding("text-embedding-3-small"), value: "refund" });
});
await chaukas.close();
