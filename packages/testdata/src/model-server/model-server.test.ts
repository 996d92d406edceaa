// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ModelServer, startModelServer } from "./start-model-server.ts";

const capital = "What is the capital of France?";
const answers = { [capital]: "The capital of France is Paris." };

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer({ answers });
});
afterEach(() => server.close());

async function post(path: string, body: unknown): Promise<{ status: number; headers: Headers; body: string }> {
  const content = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(server.url + path, { method: "POST", body: content });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** Sends a request and returns the JSON of the answer. */
async function ask(path: string, body: object) {
  const answer = await post(path, { model: "gpt", ...body });
  expect(answer.status, answer.body).toBe(200);
  return JSON.parse(answer.body);
}

/** Sends a request and returns the data of the server-sent events in the answer. */
async function stream(path: string, body: object) {
  const { body: text } = await post(path, { model: "gpt", ...body, stream: true });
  return text
    .split("\n\n")
    .flatMap((event) => /^data: (.*)$/m.exec(event)?.[1] ?? [])
    .map((data) => (data === "[DONE]" ? data : JSON.parse(data)));
}

const city = { type: "object", properties: { city: { type: "string" }, days: { type: "integer" } } };
const user = (content: string) => ({ role: "user", content });

describe("chat completions", () => {
  const path = "/v1/chat/completions";
  const weather = { type: "function", function: { name: "get_weather", parameters: city } };
  const time = { type: "function", function: { name: "get_time" } };

  test("answer a known message, and repeat another", async () => {
    const messages = [{ role: "system", content: "Answer briefly." }, user(capital)];
    const known = await ask(path, { messages });
    expect(known).toMatchObject({
      id: "chatcmpl_1",
      object: "chat.completion",
      model: "gpt-2026-01-01",
      choices: [{ index: 0, message: { role: "assistant", content: answers[capital] }, finish_reason: "stop" }],
      usage: { prompt_tokens: 8, prompt_tokens_details: { cached_tokens: 1 }, completion_tokens: 6, total_tokens: 14 },
    });
    expect((await ask(path, { messages: [user("Hello")] })).choices[0].message.content).toBe("You said: Hello");
  });

  test("call each tool once, then report the results", async () => {
    const messages: object[] = [user("What is the weather?")];
    const tools = [weather, time];
    for (const name of ["get_weather", "get_time"]) {
      const [choice] = (await ask(path, { messages, tools })).choices;
      expect(choice).toMatchObject({ message: { content: null }, finish_reason: "tool_calls" });
      const [call, ...others] = choice.message.tool_calls;
      expect(call).toMatchObject({ type: "function", function: { name } });
      expect(others).toEqual([]);
      messages.push(choice.message, { role: "tool", tool_call_id: call.id, content: `result of ${name}` });
    }
    const [choice] = (await ask(path, { messages, tools })).choices;
    expect(choice).toMatchObject({
      message: { content: "get_weather returned: result of get_weather\nget_time returned: result of get_time" },
      finish_reason: "stop",
    });
    // A new question may need new calls.
    messages.push(choice.message, user("And now?"));
    expect((await ask(path, { messages, tools })).choices[0].message.tool_calls[0].function).toEqual({
      name: "get_weather",
      arguments: '{"city":"Paris","days":1}',
    });
  });

  test("call all tools at once, only the chosen one, or none", async () => {
    const messages = [user("What is the weather?")];
    const names = async (options: object) => {
      const [{ message }] = (await ask(path, { messages, tools: [weather, time], ...options })).choices;
      return (message.tool_calls ?? []).map((call: { function: { name: string } }) => call.function.name);
    };
    expect(await names({ parallel_tool_calls: true })).toEqual(["get_weather", "get_time"]);
    expect(await names({ tool_choice: { type: "function", function: { name: "get_time" } } })).toEqual(["get_time"]);
    expect(await names({ tool_choice: "required" })).toEqual(["get_weather"]);
    expect(await names({ tool_choice: "none" })).toEqual([]);
  });

  test("stream what they answer otherwise, with the usage if it is asked for", async () => {
    const messages = [user(capital)];
    const chunks = await stream(path, { messages, stream_options: { include_usage: true } });
    const content = chunks.flatMap((chunk) => chunk.choices?.[0]?.delta.content ?? []);
    expect(content).toEqual(["", "The ", "capital ", "of ", "France ", "is ", "Paris."]);
    expect(chunks.at(-3).choices[0]).toMatchObject({ delta: {}, finish_reason: "stop" });
    expect(chunks.at(-2)).toMatchObject({ choices: [], usage: { completion_tokens: 6 } });
    expect(chunks.at(-1)).toBe("[DONE]");
    const without = await stream(path, { messages });
    expect(without.some((chunk) => chunk.usage !== undefined)).toBe(false);
    const calls = await stream(path, { messages, tools: [weather] });
    expect(calls.flatMap((chunk) => chunk.choices?.[0]?.delta.tool_calls ?? [])).toMatchObject([
      { index: 0, id: expect.stringMatching(/^call_/), function: { name: "get_weather", arguments: "" } },
      { index: 0, function: { arguments: '{"city":"Paris","days":1}' } },
    ]);
  });

  test("answer in JSON, several times, within a maximum of tokens, and with reasoning", async () => {
    const messages = [user(capital)];
    const schema = {
      type: "object",
      properties: { colour: { enum: ["red", "green"] }, sizes: { type: "array", items: { type: ["number", "null"] } } },
    };
    const format = { type: "json_schema", json_schema: { name: "shirt", schema } };
    const { choices } = await ask(path, { messages, response_format: format, n: 2 });
    expect(choices.map((choice: { message: { content: string } }) => JSON.parse(choice.message.content))).toEqual([
      { colour: "red", sizes: [1] },
      { colour: "red", sizes: [1] },
    ]);
    const cut = await ask(path, { messages, max_completion_tokens: 2 });
    expect(cut.choices[0]).toMatchObject({ message: { content: "The capital " }, finish_reason: "length" });
    const { usage } = await ask(path, { messages, reasoning_effort: "low" });
    expect(usage).toMatchObject({ completion_tokens: 14, completion_tokens_details: { reasoning_tokens: 8 } });
  });
});

describe("responses", () => {
  const path = "/v1/responses";
  const tools = [{ type: "function", name: "get_weather", parameters: city }];

  test("answer text, with the instructions counted as input", async () => {
    const response = await ask(path, { input: capital, instructions: "Answer briefly." });
    expect(response).toMatchObject({
      object: "response",
      status: "completed",
      model: "gpt-2026-01-01",
      output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text: answers[capital] }] }],
      usage: { input_tokens: 8, input_tokens_details: { cached_tokens: 1 }, output_tokens: 6 },
    });
  });

  test("continue a conversation by the ID of a response, of an item, or by repeating it", async () => {
    const first = await ask(path, { input: "What is the weather?", tools });
    const [call] = first.output;
    expect(call).toMatchObject({ type: "function_call", name: "get_weather", arguments: '{"city":"Paris","days":1}' });
    const result = { type: "function_call_output", call_id: call.call_id, output: "sunny" };
    const question = user("What is the weather?");
    for (const rest of [
      { previous_response_id: first.id, input: [result] },
      { input: [question, { type: "item_reference", id: call.id }, result] },
      { input: [question, call, result] },
    ]) {
      const { output } = await ask(path, { ...rest, tools });
      expect(output).toMatchObject([{ type: "message", content: [{ text: "get_weather returned: sunny" }] }]);
    }
  });

  test("refuse to continue what they do not know", async () => {
    const response = await post(path, { model: "gpt", previous_response_id: "resp_9", input: "" });
    expect(response).toMatchObject({
      status: 400,
      body: expect.stringContaining("Previous response with id 'resp_9' not found."),
    });
    const item = await post(path, { model: "gpt", input: [{ type: "item_reference", id: "fc_9" }] });
    expect(item).toMatchObject({ status: 404, body: expect.stringContaining("Item with id 'fc_9' not found.") });
  });

  test("stream text, calls and reasoning", async () => {
    const events = await stream(path, { input: capital, reasoning: { effort: "low" } });
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, number) => number));
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set([
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.output_item.done",
        "response.content_part.added",
        "response.output_text.delta",
        "response.output_text.done",
        "response.content_part.done",
        "response.completed",
      ]),
    );
    expect(events.at(-1).response.output).toMatchObject([
      { type: "reasoning" },
      { type: "message", content: [{ text: answers[capital] }] },
    ]);
    const text = events.filter(({ type }) => type === "response.output_text.delta").map(({ delta }) => delta);
    expect(text.join("")).toBe(answers[capital]);
    const calls = await stream(path, { input: "What is the weather?", tools });
    expect(calls.find(({ type }) => type === "response.function_call_arguments.done")).toMatchObject({
      output_index: 0,
      arguments: '{"city":"Paris","days":1}',
    });
  });

  test("are incomplete at the maximum of tokens", async () => {
    const response = await ask(path, { input: capital, max_output_tokens: 2 });
    expect(response).toMatchObject({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } });
  });
});

describe("embeddings", () => {
  const path = "/v1/embeddings";

  test("are equal for equal inputs, in both encodings", async () => {
    const plain = await ask(path, { input: ["a b", "c", "a b"], dimensions: 4 });
    const [first, second, third] = plain.data.map((each: { embedding: number[] }) => each.embedding);
    expect(first).toHaveLength(4);
    expect(Math.hypot(...first)).toBeCloseTo(1);
    expect(third).toEqual(first);
    expect(second).not.toEqual(first);
    expect(plain.usage).toEqual({ prompt_tokens: 5, total_tokens: 5 });
    const encoded = await ask(path, { input: "a b", dimensions: 4, encoding_format: "base64" });
    const bytes = Buffer.from(encoded.data[0].embedding, "base64");
    expect([...new Float32Array(Uint8Array.from(bytes).buffer)]).toEqual(first);
  });
});

describe("messages", () => {
  const path = "/v1/messages";
  const tools = [{ name: "get_weather", input_schema: city }];

  test("answer text, then call a tool and report its result", async () => {
    expect(await ask(path, { system: "Answer briefly.", messages: [user(capital)], max_tokens: 100 })).toMatchObject({
      type: "message",
      content: [{ type: "text", text: answers[capital] }],
      stop_reason: "end_turn",
      usage: { input_tokens: 7, cache_read_input_tokens: 1, output_tokens: 6 },
    });
    const messages: object[] = [user("What is the weather?")];
    const { content, stop_reason: reason } = await ask(path, { messages, tools, max_tokens: 100 });
    expect({ content, reason }).toMatchObject({
      content: [{ type: "tool_use", name: "get_weather", input: { city: "Paris", days: 1 } }],
      reason: "tool_use",
    });
    const result = { type: "tool_result", tool_use_id: content[0].id, content: [{ type: "text", text: "sunny" }] };
    messages.push({ role: "assistant", content }, { role: "user", content: [result] });
    expect((await ask(path, { messages, tools, max_tokens: 100 })).content[0].text).toBe("get_weather returned: sunny");
  });

  test("stream text and calls", async () => {
    const events = await stream(path, { messages: [user(capital)], max_tokens: 2 });
    expect(events.map(({ type }) => type)).toEqual([
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
    expect(events.at(-2)).toMatchObject({ delta: { stop_reason: "max_tokens" }, usage: { output_tokens: 2 } });
    const calls = await stream(path, { messages: [user(capital)], tools, max_tokens: 100 });
    expect(calls.find(({ type }) => type === "content_block_delta").delta).toEqual({
      type: "input_json_delta",
      partial_json: '{"city":"Paris","days":1}',
    });
  });

  test("fail in the form of Anthropic", async () => {
    const { status, body } = await post(path, { model: "fail-429", messages: [] });
    expect(status).toBe(429);
    expect(JSON.parse(body)).toEqual({
      type: "error",
      error: { type: "rate_limit_error", message: "The model 'fail-429' fails." },
    });
  });
});

describe("failures", () => {
  const path = "/v1/chat/completions";
  const messages = [user(capital)];

  test("are the status in the name of the model, always or once", async () => {
    const limited = await post(path, { model: "fail-429", messages });
    expect(limited.status).toBe(429);
    expect(limited.headers.get("retry-after")).toBe("0");
    expect(JSON.parse(limited.body)).toEqual({
      error: {
        message: "The model 'fail-429' fails.",
        type: "rate_limit_error",
        param: null,
        code: "rate_limit_exceeded",
      },
    });
    const statuses = async (model: string) => [
      (await post(path, { model, messages })).status,
      (await post(path, { model, messages })).status,
    ];
    expect(await statuses("fail-500")).toEqual([500, 500]);
    expect(await statuses("fail-once-503")).toEqual([503, 200]);
  });

  test("cut streams after the third event, and other answers before the first byte", async () => {
    const body = JSON.stringify({ model: "cut", messages, stream: true });
    const response = await fetch(server.url + path, { method: "POST", body });
    let received = "";
    const reading = (async () => {
      for await (const bytes of response.body ?? []) {
        received += Buffer.from(bytes).toString();
      }
    })();
    await expect(reading).rejects.toThrow("terminated");
    expect(received.match(/^data: /gm)).toHaveLength(3);
    await expect(post(path, { model: "cut", messages })).rejects.toThrow("fetch failed");
  });

  test("take as long as the name of the model says", async () => {
    const begin = performance.now();
    await ask(path, { model: "slow-50", messages });
    expect(performance.now() - begin).toBeGreaterThanOrEqual(49);
  });

  test("name what is wrong with a request", async () => {
    const messageOf = async (to: string, body: unknown) => {
      const answer = await post(to, body);
      return `${answer.status} ${JSON.parse(answer.body).error.message}`;
    };
    expect(await messageOf("/v1/audio/speech", {})).toBe("404 Unknown request URL: POST /v1/audio/speech.");
    expect(await messageOf(path, { messages })).toBe("400 you must provide a model parameter");
    expect(await messageOf(path, "[]")).toBe("400 The body: expected a JSON object, got []");
    expect(await messageOf(path, "{")).toMatch(/^400 We could not parse the JSON body of your request: /);
  });
});

test("the server keeps the requests, and takes the traces of the OpenAI Agents SDK", async () => {
  const { status } = await post("/v1/traces/ingest", { data: [] });
  expect(status).toBe(204);
  expect(server.requests).toMatchObject([{ path: "/v1/traces/ingest", body: { data: [] } }]);
});
