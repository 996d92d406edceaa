// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas } from "@chaukas/sdk";
import { wrapOpenAI } from "@chaukas/sdk/openai";
import OpenAI from "openai";

const chaukas = createChaukas({
  prices: { "gpt-5-mini-2026-01-01": { inputPerToken: 0.001, outputPerToken: 0.002 } },
});
const client = wrapOpenAI(chaukas, new OpenAI({ maxRetries: 0 }));
const model = "gpt-5-mini";
const messages = [{ role: "user" as const, content: "What is the capital of France?" }];
const printed: Record<string, unknown> = { isSame: wrapOpenAI(chaukas, client) === client };

await chaukas.session({ id: "s1" }, async (session) => {
  await session.agent({ name: "Geographer" }, async () => {
    const answer = await client.chat.completions.create({
      model,
      messages,
      temperature: 0.5,
      max_completion_tokens: 50,
    });
    printed["answer"] = answer.choices[0]?.message.content;

    const { data, response } = await client.responses
      .create({ model, input: "What is the capital of France?" })
      .withResponse();
    printed["withResponse"] = [data.output_text, response.status];

    const raw = await client.chat.completions.create({ model, messages }).asResponse();
    printed["asResponse"] = ((await raw.json()) as { object: string }).object;

    const chunks = await client.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    let streamed = "";
    for await (const chunk of chunks) {
      streamed += chunk.choices[0]?.delta.content ?? "";
    }
    printed["streamed"] = streamed;

    const [left, right] = (await client.responses.create({ model, input: "Hello", stream: true })).tee();
    const types: string[][] = [[], []];
    for await (const event of left) {
      types[0]?.push(event.type);
    }
    for await (const event of right) {
      types[1]?.push(event.type);
    }
    printed["tee"] = types[0]?.join() === types[1]?.join() && types[0]?.includes("response.completed");

    const helper = client.chat.completions.stream({ model, messages });
    printed["stream helper"] = await helper.finalContent();

    const runner = client.chat.completions.runTools({
      model,
      messages: [{ role: "user", content: "What is the weather?" }],
      tools: [
        {
          type: "function",
          function: {
            name: "get_weather",
            description: "Returns the weather.",
            parameters: { type: "object", properties: { city: { type: "string" } } },
            parse: JSON.parse,
            function: ({ city }: { city: string }) => `sunny in ${city}`,
          },
        },
      ],
    });
    printed["runTools"] = await runner.finalContent();

    const embedding = await client.embeddings.create({ model: "text-embedding-3-small", input: ["Paris", "Rome"] });
    printed["embedding"] = [embedding.data.length, typeof embedding.data[0]?.embedding[0]];

    const derived = client.withOptions({ timeout: 5_000 });
    printed["failed"] = await derived.chat.completions
      .create({ model: "fail-429", messages })
      .catch((error: Error) => error instanceof OpenAI.RateLimitError);

    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    printed["aborted"] = await client.chat.completions
      .create({ model: "slow-5000", messages }, { signal: controller.signal })
      .catch((error: Error) => error instanceof OpenAI.APIUserAbortError);

    const cut = await client.chat.completions.create({ model: "cut", messages, stream: true });
    printed["cut"] = await (async () => {
      for await (const _ of cut) {
        // Breaks off.
      }
    })().catch((error: Error) => error.name);
    printed["models"] = await client.models.list().catch((error: { status: number }) => error.status);
  });
});
await chaukas.close();
console.log(JSON.stringify(printed));
