// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const capital = { role: "user", content: "What is the capital of France?" };
const weather = { role: "user", content: "What is the weather in Paris?" };
const parameters = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
  additionalProperties: false,
};
const description = "Returns the weather of a city.";
const model = "gpt-5-mini";

/**
 * Makes the calls that all emitters of the package openai are captured with: a plain answer, a tool call and the answer
 * to its result, both also streamed, the responses API, an embedding, and failures.
 *
 * @param {import("openai").OpenAI} openai
 */
exports.talk = async function talk(openai) {
  const chat = openai.chat.completions;
  await chat.create({
    model,
    messages: [{ role: "system", content: "Answer briefly." }, capital],
    temperature: 0.2,
    top_p: 0.9,
    seed: 7,
    max_completion_tokens: 100,
    presence_penalty: 0.1,
    stop: ["END"],
  });

  const tools = [{ type: "function", function: { name: "get_weather", description, parameters } }];
  const first = await chat.create({ model, messages: [weather], tools });
  const [{ message }] = first.choices;
  const result = { role: "tool", tool_call_id: message.tool_calls[0].id, content: "sunny, 21 °C" };
  await chat.create({ model, messages: [weather, message, result], tools });

  const stream_options = { include_usage: true };
  await drain(await chat.create({ model, messages: [capital], stream: true, stream_options }));
  await drain(await chat.create({ model, messages: [weather], tools, stream: true, stream_options }));
  await chat.create({ model, messages: [capital], n: 2, max_completion_tokens: 3 });

  const functions = [{ type: "function", name: "get_weather", description, parameters, strict: true }];
  const called = await openai.responses.create({ model, input: weather.content, tools: functions });
  await openai.responses.create({
    model,
    previous_response_id: called.id,
    input: [{ type: "function_call_output", call_id: called.output[0].call_id, output: "sunny, 21 °C" }],
    tools: functions,
  });
  const reasoning = { effort: "low" };
  await drain(await openai.responses.create({ model, input: capital.content, reasoning, stream: true }));

  await openai.embeddings.create({
    model: "text-embedding-3-small",
    input: ["Paris", "France"],
    encoding_format: "float",
  });

  await expectFailure(() => chat.create({ model: "fail-429", messages: [capital] }, { maxRetries: 0 }));
  await expectFailure(() => openai.responses.create({ model: "fail-500", input: capital.content }, { maxRetries: 0 }));
  await expectFailure(async () => drain(await chat.create({ model: "cut", messages: [capital], stream: true })));
  await chat.create({ model: "fail-once-503", messages: [capital] }, { maxRetries: 1 });
};

async function drain(stream) {
  for await (const _ of stream) {
    // An instrumentation ends its span after the last event.
  }
}

async function expectFailure(call) {
  try {
    await call();
  } catch {
    return;
  }
  throw new Error("expected the call to fail");
}
