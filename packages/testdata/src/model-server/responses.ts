// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  answeringModel,
  created,
  type Json,
  ModelError,
  memberOf,
  objectsIn,
  type Reply,
  type ServerSentEvent,
  type Session,
  textOf,
} from "./api.ts";
import { type Answer, decideAnswer, type Prompt, type Turn } from "./decide-answer.ts";

/** Answers `POST /v1/responses` of OpenAI, as one value or as a stream. Every response is stored. */
export function answerResponses(request: Json, session: Session): Reply {
  const input = readInput(request, session);
  const answer = decideAnswer(readPrompt(request, input), session.answers);
  const id = session.nextId("resp");
  const output = makeOutput(answer, session);
  for (const item of output) {
    session.items.set(item.id, item);
  }
  session.items.set(id, [...input, ...output]);
  const response = (status: string, items: readonly Item[]) => ({
    ...makeResponse(request, id),
    status,
    output: items,
    incomplete_details: status === "incomplete" ? { reason: "max_output_tokens" } : null,
    usage: status === "in_progress" ? null : usageOf(answer),
  });
  const end = answer.cut ? "incomplete" : "completed";
  const whole = response(end, output);
  if (request["stream"] !== true) {
    return { json: whole };
  }
  const begun = response("in_progress", []);
  const events = [
    { type: "response.created", response: begun },
    { type: "response.in_progress", response: begun },
    ...output.flatMap((item, index) => streamItem(item, index, answer)),
    { type: `response.${end}`, response: whole },
  ].map((data, number): ServerSentEvent => ({ event: data.type, data: { ...data, sequence_number: number } }));
  return { events };
}

/** An item of the output. */
type Item =
  | { readonly type: "reasoning"; readonly id: string; readonly summary: readonly [] }
  | {
      readonly type: "function_call";
      readonly id: string;
      readonly call_id: string;
      readonly name: string;
      readonly arguments: string;
      readonly status: string;
    }
  | {
      readonly type: "message";
      readonly id: string;
      readonly role: "assistant";
      readonly status: string;
      readonly content: readonly { readonly type: "output_text"; readonly text: string }[];
    };

/** Returns the items of the whole conversation, after those that the request only refers to. */
function readInput(request: Json, session: Session): Json[] {
  const previous = request["previous_response_id"];
  const before = typeof previous === "string" ? session.items.get(previous) : [];
  if (before === undefined) {
    throw new ModelError(400, `Previous response with id '${previous}' not found.`);
  }
  const input = request["input"];
  const items = typeof input === "string" ? [{ role: "user", content: input }] : objectsIn(input);
  return [...objectsIn(before), ...items.map((item) => resolveItem(item, session))];
}

function resolveItem(item: Json, session: Session): Json {
  if (item["type"] !== "item_reference") {
    return item;
  }
  const found = session.items.get(String(item["id"]));
  if (found === undefined) {
    throw new ModelError(404, `Item with id '${item["id"]}' not found.`);
  }
  return found as Json;
}

function readPrompt(request: Json, input: readonly Json[]): Prompt {
  const choice = request["tool_choice"];
  const name = memberOf(choice, "name");
  const instructions = request["instructions"];
  return {
    turns: [
      ...(typeof instructions === "string" ? [{ kind: "text", role: "system", text: instructions } as const] : []),
      ...input.flatMap(readTurns),
    ],
    tools: objectsIn(request["tools"])
      .filter((tool) => tool["type"] === "function")
      .map((tool) => ({ name: String(tool["name"]), schema: tool["parameters"] })),
    choice: typeof name === "string" ? { name } : choice === "none" ? "none" : "any",
    parallel: request["parallel_tool_calls"] === true,
    schema: memberOf(memberOf(request["text"], "format"), "schema"),
    maxTokens: Number(request["max_output_tokens"] ?? Number.POSITIVE_INFINITY),
    reasons: (memberOf(request["reasoning"], "effort") ?? "none") !== "none",
  };
}

function readTurns(item: Json): Turn[] {
  const { type = "message", role, content, call_id: id, name, output } = item;
  switch (type) {
    case "message":
      return [{ kind: "text", role: String(role), text: textOf(content) }];
    case "function_call":
      return [{ kind: "call", id: String(id), name: String(name) }];
    case "function_call_output":
      return [{ kind: "result", id: String(id), text: textOf(output) }];
    default:
      return [];
  }
}

function makeOutput({ calls, tokens, cut, usage }: Answer, session: Session): Item[] {
  const reasoning: Item[] = usage.reasoning > 0 ? [{ type: "reasoning", id: session.nextId("rs"), summary: [] }] : [];
  if (calls.length > 0) {
    return [
      ...reasoning,
      ...calls.map((call): Item => {
        const ids = { id: session.nextId("fc"), call_id: session.nextId("call") };
        return { type: "function_call", ...ids, ...call, status: "completed" };
      }),
    ];
  }
  const content = [{ type: "output_text", text: tokens.join(""), annotations: [], logprobs: [] } as const];
  const status = cut ? "incomplete" : "completed";
  return [...reasoning, { type: "message", id: session.nextId("msg"), role: "assistant", status, content }];
}

function streamItem(item: Item, index: number, { tokens }: Answer): (Json & { readonly type: string })[] {
  const place = { output_index: index, item_id: item.id };
  const begin = (begun: object) => ({ type: "response.output_item.added", output_index: index, item: begun });
  const end = { type: "response.output_item.done", output_index: index, item };
  switch (item.type) {
    case "reasoning":
      return [begin(item), end];
    case "function_call":
      return [
        begin({ ...item, arguments: "", status: "in_progress" }),
        { type: "response.function_call_arguments.delta", ...place, delta: item.arguments },
        {
          type: "response.function_call_arguments.done",
          ...place,
          name: item.name,
          arguments: item.arguments,
        },
        end,
      ];
    case "message": {
      const part = { ...place, content_index: 0 };
      const text = tokens.join("");
      return [
        begin({ ...item, content: [], status: "in_progress" }),
        { type: "response.content_part.added", ...part, part: { ...item.content[0], text: "" } },
        ...tokens.map((delta) => ({ type: "response.output_text.delta", ...part, delta, logprobs: [] })),
        { type: "response.output_text.done", ...part, text, logprobs: [] },
        { type: "response.content_part.done", ...part, part: item.content[0] },
        end,
      ];
    }
  }
}

/** Returns the members of a response that repeat the request. */
function makeResponse(request: Json, id: string) {
  return {
    id,
    object: "response",
    created_at: created,
    model: answeringModel(request["model"]),
    error: null,
    instructions: request["instructions"] ?? null,
    max_output_tokens: request["max_output_tokens"] ?? null,
    metadata: request["metadata"] ?? {},
    parallel_tool_calls: request["parallel_tool_calls"] ?? true,
    previous_response_id: request["previous_response_id"] ?? null,
    reasoning: { effort: memberOf(request["reasoning"], "effort") ?? null, summary: null },
    service_tier: "default",
    store: request["store"] ?? true,
    temperature: request["temperature"] ?? 1,
    text: request["text"] ?? { format: { type: "text" } },
    tool_choice: request["tool_choice"] ?? "auto",
    tools: request["tools"] ?? [],
    top_p: request["top_p"] ?? 1,
    truncation: "disabled",
    user: request["user"] ?? null,
  };
}

function usageOf({ usage: { input, cached, output, reasoning } }: Answer) {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  };
}
