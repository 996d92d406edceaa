// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Chaukas, type ChaukasOptions, createChaukas, type EventRefusal } from "@chaukas/sdk";
import { Author, EventStatus, EventType } from "@chaukas/spec-common";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type EventServer, serveEvents } from "./serve-events.ts";

let server: EventServer;
let chaukas: Chaukas;
let refusals: EventRefusal[];
beforeEach(async () => {
  server = await serveEvents();
  refusals = [];
});
afterEach(async () => {
  await chaukas.close();
  await server.close();
});

function open(options: ChaukasOptions = {}): Chaukas {
  chaukas = createChaukas({
    baseUrl: server.url,
    tenantId: "acme",
    batch: { delayMs: 10 },
    flushAtExit: false,
    onRejected: (refusal) => refusals.push(refusal),
    ...options,
  });
  return chaukas;
}

it("records a session with its operations, their results, and whose they are", async () => {
  open({ prices: { "gpt-test": { inputPerToken: 0.001, outputPerToken: 0.002 } } });
  const answer = { id: "resp-1", model: "gpt-test", usage: { prompt_tokens: 10, completion_tokens: 5 } };
  const result = await chaukas.session({ id: "s1", principal: { id: "ada", kind: 1 } }, (session) =>
    session.agent({ id: "a1", name: "Billing", version: "2" }, async (agent) => {
      agent.policy({ policyId: "limit", outcome: "allow" });
      // The current scope is found without passing it on.
      await chaukas.model({ provider: "openai", model: "gpt-test", request: { messages: [] } }, async () => answer);
      return agent.tool("refund", { order: "A-17", at: new Date(0) }, async () => ({ done: true }));
    }),
  );
  expect(result).toEqual({ done: true });
  await chaukas.flush();
  const events = await server.events();
  expect(events.map(({ type }) => EventType[type])).toEqual([
    "SESSION_START",
    "AGENT_START",
    "POLICY_DECISION",
    "MODEL_INVOCATION_START",
    "MODEL_INVOCATION_END",
    "TOOL_CALL_START",
    "TOOL_CALL_END",
    "AGENT_END",
    "SESSION_END",
  ]);
  const [sessionStart, agentStart, policy, modelStart, modelEnd, toolStart, toolEnd, agentEnd, sessionEnd] = events;
  expect(new Set(events.map(({ traceId }) => traceId)).size).toBe(1);
  expect(new Set(events.map(({ sessionId }) => sessionId))).toEqual(new Set(["s1"]));
  expect(events.every(({ principal }) => principal?.id === "ada")).toBe(true);
  expect(agentStart?.parentSpanId).toBe(sessionStart?.spanId);
  expect(modelStart).toMatchObject({ parentSpanId: agentStart?.spanId, agentName: "Billing", agentVersion: "2" });
  expect(toolStart?.content.value).toMatchObject({ name: "refund", arguments: { at: "1970-01-01T00:00:00.000Z" } });
  expect(toolEnd).toMatchObject({ spanId: toolStart?.spanId, author: Author.TOOL, agentId: "a1" });
  expect(toolEnd?.content.value).toMatchObject({ output: { done: true } });
  expect(modelEnd?.content.value).toMatchObject({ promptTokens: 10, totalTokens: 15, responseModel: "gpt-test" });
  expect(modelEnd).toMatchObject({ responseId: "resp-1", cost: { totalCost: 0.02, currency: "USD" } });
  expect([agentEnd?.spanId, policy?.spanId]).toEqual([agentStart?.spanId, agentStart?.spanId]);
  expect(sessionEnd?.status).toBe(EventStatus.COMPLETED);
});

it("records an error and throws it on", async () => {
  open();
  const failure = Object.assign(new Error("no such order"), { code: "E_ORDER" });
  await expect(
    chaukas.session({ id: "s1" }, (session) =>
      session.tool("refund", {}, () => {
        throw failure;
      }),
    ),
  ).rejects.toBe(failure);
  await chaukas.flush();
  const events = await server.events();
  expect(events.map(({ type, status }) => [EventType[type], EventStatus[status]])).toEqual([
    ["SESSION_START", "STARTED"],
    ["TOOL_CALL_START", "STARTED"],
    ["TOOL_CALL_END", "FAILED"],
    ["SESSION_END", "FAILED"],
  ]);
  expect(events[2]?.content.value).toMatchObject({ errorMessage: "no such order", errorCode: "E_ORDER" });
});

it("ends a streamed call to a model with what was streamed, also if the reader stops", async () => {
  open();
  async function* stream() {
    for (const content of ["Hel", "lo"]) {
      yield { id: "c1", object: "chat.completion.chunk", model: "m", choices: [{ index: 0, delta: { content } }] };
    }
  }
  const chunks = [];
  for await (const chunk of await chaukas.model({ model: "m" }, () => stream())) {
    chunks.push(chunk);
  }
  for await (const _ of await chaukas.model({ model: "m" }, () => stream())) {
    break;
  }
  await chaukas.flush();
  expect(chunks).toHaveLength(2);
  const [, whole, , part] = await server.events();
  expect(whole?.content.value).toMatchObject({ response: { choices: [{ message: { content: "Hello" } }] } });
  expect(whole?.status).toBe(EventStatus.COMPLETED);
  expect(part?.status).toBe(EventStatus.CANCELLED);
  expect(part?.content.value).toMatchObject({ response: { choices: [{ message: { content: "Hel" } }] } });
});

it("refuses an event that cannot be sent, with the place, and keeps the others", async () => {
  open();
  const type = EventType.SYSTEM;
  expect(await chaukas.emit({ type, eventId: "good-1" })).toBe(true);
  const wrong = { case: "message", value: { role: "user", text: ["a", "b"] } };
  expect(await chaukas.emit({ type, content: wrong as never })).toBe(false);
  const half = { case: "llmInvocation" as const, value: { promptTokens: 1.5 } };
  expect(await chaukas.emit({ type, content: half })).toBe(false);
  expect(await chaukas.emit({ type, agentNam: "x" } as never)).toBe(false);
  // The server refuses this one: the SDK does not know the rule.
  expect(await chaukas.emit({ type, eventId: "bad-1", agentName: "x".repeat(300) })).toBe(true);
  expect(await chaukas.emit({ type, eventId: "good-2" })).toBe(true);
  await chaukas.flush();
  expect(refusals.map(({ code, field, message }) => [code, field, message])).toEqual([
    ["invalid_argument", "/message/text", "[invalid_event] /message/text: expected a text, got an array"],
    ["invalid_argument", "/llm_invocation/prompt_tokens", expect.stringContaining("1.5")],
    ["invalid_argument", "/agentNam", expect.stringContaining("expected a field of Event")],
    ["invalid_argument", "/agent_name", expect.stringContaining("256")],
  ]);
  expect((await server.events()).map(({ eventId }) => eventId)).toEqual(["good-1", "good-2"]);
  expect(chaukas.counts).toEqual({ taken: 3, stored: 2, rejected: 4, dropped: 0 });
});

it("notes in the event what a value was changed to", async () => {
  open({ limits: { maxTextLength: 10 } });
  await chaukas.tool("t", { text: "0123456789abc", half: "\ud83d", call() {} }, () => undefined);
  await chaukas.flush();
  const [start] = await server.events();
  expect(start?.content.value).toMatchObject({
    arguments: { text: "0123456789… [cut: 3 characters]", half: "\\ud83d", call: "[function call]" },
  });
  expect(start?.metadata).toEqual({
    "chaukas.changed": {
      "/tool_call/arguments/text": "cut: 3 characters",
      "/tool_call/arguments/half": "escaped: half of a surrogate pair",
      "/tool_call/arguments/call": "function call",
    },
  });
});

it("continues the trace of a request", async () => {
  open();
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  let passedOn = "";
  await chaukas.session({ id: "s1", traceparent }, (session) => {
    passedOn = session.traceparent;
  });
  await chaukas.flush();
  const [start] = await server.events();
  expect(start).toMatchObject({ traceId: "0af7651916cd43dd8448eb211c80319c", parentSpanId: "b7ad6b7169203331" });
  expect(passedOn).toBe(`00-0af7651916cd43dd8448eb211c80319c-${start?.spanId}-01`);
});

it("begins a new trace if the header of the request is malformed, and says so", async () => {
  const faults: Error[] = [];
  open({ onFault: (fault) => faults.push(fault) });
  expect(await chaukas.session({ id: "s1", traceparent: "00-x" }, () => "done")).toBe("done");
  await chaukas.flush();
  expect((await server.events())[0]).toMatchObject({
    parentSpanId: "",
    traceId: expect.stringMatching(/^[\da-f]{32}$/),
  });
  expect(faults.map(({ message }) => message)).toEqual(['traceparent: expected a W3C traceparent, got "00-x"']);
});

it("does the work in spite of objects that cannot be read at all", async () => {
  open();
  const { proxy, revoke } = Proxy.revocable(new Error("gone"), {});
  revoke();
  expect(await chaukas.emit(proxy as never)).toBe(false);
  expect(await chaukas.tool(proxy as never, () => "done")).toBe("done");
  let isThrownOn = false;
  await chaukas
    .step({ name: "s" }, () => Promise.reject(proxy))
    .catch((error: unknown) => {
      isThrownOn = Object.is(error, proxy);
    });
  expect(isThrownOn).toBe(true);
  await chaukas.flush();
  expect(refusals.map(({ message }) => message)).toEqual(
    Array(2).fill(expect.stringContaining("expected a value, but reading it threw: Cannot perform 'ownKeys'")),
  );
  expect((await server.events()).at(-1)).toMatchObject({ content: { case: "error" } });
});

it("does the work in spite of getters that throw, and names them", async () => {
  open();
  const init = {
    id: "t1",
    get name(): string {
      throw new Error("no name");
    },
  };
  const failure = new Error("", {});
  Object.defineProperty(failure, "message", {
    get() {
      throw new Error("no message");
    },
  });
  const result = {
    get usage(): object {
      throw new Error("no usage");
    },
  };
  expect(await chaukas.tool(init, () => "done")).toBe("done");
  expect(await chaukas.model({ model: "m" }, () => result)).toBe(result);
  await expect(chaukas.step({ name: "s" }, () => Promise.reject(failure))).rejects.toBe(failure);
  expect(
    await chaukas.dataAccess({
      datasource: "d",
      ...{},
      get query(): string {
        throw new Error("no query");
      },
    }),
  ).toBe(false);
  expect(
    await chaukas.emit({
      type: EventType.SYSTEM,
      get agentName(): string {
        throw new Error("no agent");
      },
    }),
  ).toBe(false);
  await chaukas.flush();
  expect(refusals.map(({ field, message }) => [field, message])).toEqual([
    ["/name", "[invalid_event] /name: expected a value, but reading it threw: no name"],
    ["/query", "[invalid_event] /query: expected a value, but reading it threw: no query"],
    ["/agentName", "[invalid_event] /agentName: expected a value, but reading it threw: no agent"],
  ]);
  expect((await server.events()).map(({ type, content }) => [EventType[type], content.case])).toEqual([
    ["TOOL_CALL_END", "toolResponse"],
    ["MODEL_INVOCATION_START", "llmInvocation"],
    ["MODEL_INVOCATION_END", "llmInvocation"],
    ["STEP_START", "step"],
    ["STEP_END", "error"],
  ]);
  const [, , answer, , failed] = await server.events();
  expect(answer?.content.value).toMatchObject({ response: { value: "[threw: no usage]" } });
  expect(failed?.content.value).toMatchObject({ errorMessage: "[threw: no message]" });
});

it("records masked events: the masks by place first, then the function", async () => {
  const seen: unknown[] = [];
  open({
    mask: {
      paths: ["/tool_call/arguments/card"],
      event(event) {
        if (event.content.case === "toolCall") {
          seen.push(event.content.value.arguments);
          event.tags.push("masked");
          event.content.value.name = "renamed";
        }
      },
    },
  });
  await chaukas.tool("pay", { card: "4111", at: new Date(0) }, () => undefined);
  await chaukas.flush();
  expect(seen).toEqual([{ at: "1970-01-01T00:00:00.000Z" }]);
  const [start, end] = await server.events();
  expect(start).toMatchObject({
    tags: ["masked"],
    redaction: { fields: ["/tool_call/arguments/card"], method: "drop" },
    content: { value: { name: "renamed", arguments: { at: "1970-01-01T00:00:00.000Z" } } },
  });
  expect(end?.tags).toEqual([]);
});
