// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas } from "@chaukas/sdk";
import { wrapOpenAI } from "@chaukas/sdk/openai";
import OpenAI from "openai";

// The prices are examples: providers change theirs, so that none are built in.
const chaukas = createChaukas({
  prices: { "gpt-5-mini-2026-01-01": { inputPerToken: 0.00000025, outputPerToken: 0.000002 } },
});
const client = wrapOpenAI(chaukas, new OpenAI());

await chaukas.session({ principal: { id: "user-1" } }, (session) =>
  session.agent({ name: "Geographer", version: "1" }, async (agent) => {
    const question = "What is the capital of France?";
    agent.input(question);
    const stream = await client.chat.completions.create({
      model: "gpt-5-mini",
      messages: [{ role: "user", content: question }],
      stream: true,
      stream_options: { include_usage: true },
    });
    let answer = "";
    for await (const chunk of stream) {
      answer += chunk.choices[0]?.delta.content ?? "";
    }
    agent.output(answer);
    console.log(answer);
    await client.embeddings.create({ model: "text-embedding-3-small", input: answer });
  }),
);
await chaukas.close();
