// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas } from "@chaukas/sdk";
import { createCallbackHandler } from "@chaukas/sdk/langchain";
import { Document } from "@langchain/core/documents";
import { BaseRetriever } from "@langchain/core/retrievers";
import { ChatOpenAI } from "@langchain/openai";
import { createAgent, tool } from "langchain";
import { z } from "zod";

const chaukas = createChaukas();
const handler = createCallbackHandler(chaukas);

class Orders extends BaseRetriever {
  lc_namespace = ["orders"];
  override async _getRelevantDocuments() {
    return [new Document({ id: "order-17", pageContent: "A book, 25 euros.", metadata: {} })];
  }
}
const orders = new Orders();
const refund = tool(
  async ({ order }, config) => {
    const [document] = await orders.invoke(order, config);
    await handler.scopeOf(config).policy({ policyId: "refund-limit", outcome: "allow", rationale: "below 100 euros" });
    return `refunded ${document?.pageContent}`;
  },
  { name: "refund", description: "Refunds an order.", schema: z.object({ order: z.string() }) },
);

const agent = createAgent({ name: "Billing", model: new ChatOpenAI({ model: "gpt-5-mini" }), tools: [refund] });
const { messages } = await agent.invoke(
  { messages: [{ role: "user", content: "Please refund my order." }] },
  { callbacks: [handler], configurable: { thread_id: "thread-1" } },
);
console.log(messages.at(-1)?.content);
await chaukas.close();
