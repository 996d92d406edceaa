// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { AsyncLocalStorage } from "node:async_hooks";
import { EventStatus, EventType } from "@chaukas/spec-common";
import { expect, test } from "vitest";
import { createScope } from "../../scope/create-scope.js";
import type { Scope } from "../../scope/scope.js";
import type { ScopeContext } from "../../scope/scope-context.js";
import type { EventInit } from "../../values/event-init.js";
import type { AiSpan } from "./ai-tracer.js";
import { type AiTelemetrySettings, recordAiSteps } from "./record-ai-steps.js";

interface Recorded {
  readonly context: ScopeContext;
  readonly event: EventInit;
}

function open(settings: AiTelemetrySettings = {}, failure?: Error) {
  const recorded: Recorded[] = [];
  const store = new AsyncLocalStorage<Scope>();
  const root = createScope(
    {
      isAudit: failure !== undefined,
      prices: undefined,
      store,
      async record(context: ScopeContext, event: EventInit) {
        recorded.push({ context, event });
        if (failure !== undefined && event.type === EventType.STEP_START) {
          throw failure;
        }
        return true;
      },
      refuse: async () => false,
      onFault() {},
      now: Date.now,
    },
    { spanId: "session" },
  );
  const current = () => store.getStore() ?? root;
  const chaukas = { ...root, open: ((...args) => current().open(...args)) as Scope["open"] };
  Object.defineProperty(chaukas, "context", { get: () => current().context });
  const lines = () =>
    recorded.map(({ event: { type, status }, context: { agentName } }) =>
      [agentName, EventType[type ?? 0], EventStatus[status ?? 0]].join(" "),
    );
  return { ...recordAiSteps(chaukas, settings), lines };
}

type Work = (span: AiSpan) => Promise<unknown>;
const attributesOf = (functionId: string) => ({ attributes: { "ai.telemetry.functionId": functionId } });

/** Does what the AI SDK does for a call of one step, with an answer that is read elsewhere. */
async function stream(
  { tracer, integrations }: ReturnType<typeof open>,
  agent: string,
  responseId: string,
): Promise<{ readonly finish: () => void; readonly end: () => void }> {
  const [{ onStepFinish, onFinish }] = integrations.slice(-1);
  return (await tracer.startActiveSpan<Work>("ai.streamText", attributesOf(agent), async (root: AiSpan) => {
    await tracer.startActiveSpan<Work>("ai.streamText.doStream", {}, async (span: AiSpan) => {
      span.setAttributes({ "ai.response.id": responseId }).end();
    });
    const event = { response: { id: responseId } };
    const finish = () => {
      onStepFinish(event);
      onFinish(event);
    };
    return { finish, end: () => root.end() };
  })) as { readonly finish: () => void; readonly end: () => void };
}

test("a call ends with its answer, and calls whose answers have the same id with their spans", async () => {
  const steps = open();
  const one = await stream(steps, "one", "a");
  const two = await stream(steps, "two", "b");
  two.finish();
  const started = ["AGENT_START STARTED", "STEP_START STARTED"];
  const ended = ["STEP_END COMPLETED", "AGENT_END COMPLETED"];
  const linesOf = (agent: string) =>
    steps
      .lines()
      .filter((line) => line.startsWith(agent))
      .map((line) => line.replace(`${agent} `, ""));
  expect(linesOf("one")).toEqual(started);
  expect(linesOf("two")).toEqual([...started, ...ended]);
  const three = await stream(steps, "three", "a");
  three.finish();
  expect([linesOf("one"), linesOf("three")]).toEqual([started, started]);
  one.end();
  two.end();
  expect([linesOf("one"), linesOf("two"), linesOf("three")]).toEqual([
    [...started, ...ended],
    [...started, ...ended],
    started,
  ]);
});

test("the spans reach the given tracer, and the events the given integrations", async () => {
  const ended: string[] = [];
  const spanOf = (name: string) => {
    const span = {
      setAttributes: () => span,
      recordException() {},
      setStatus: () => span,
      end: () => ended.push(name),
    };
    return span as unknown as AiSpan;
  };
  const given = { onFinish() {} };
  const steps = open({
    functionId: "kept",
    tracer: { startSpan: spanOf, startActiveSpan: (name, ...rest) => rest.at(-1)(spanOf(name)) },
    integrations: given,
  });
  expect(steps).toMatchObject({ functionId: "kept", isEnabled: true, integrations: [given, {}] });
  const { end } = await stream(steps, "agent", "a");
  end();
  expect(ended).toEqual(["ai.streamText.doStream", "ai.streamText"]);
  expect(steps.lines()).toHaveLength(4);
});

test("what is recorded on the span of a call fails it", async () => {
  const steps = open();
  await steps.tracer.startActiveSpan<Work>("ai.generateText", attributesOf("agent"), async (span: AiSpan) => {
    span.setStatus({ code: 2, message: "no such tool" });
    span.end();
  });
  expect(steps.lines()).toEqual(["agent AGENT_START STARTED", "agent AGENT_END FAILED"]);
});

test("in audit mode, no model is called in a step whose start is not recorded", async () => {
  const failure = new Error("not recorded");
  const steps = open({}, failure);
  await expect(stream(steps, "agent", "a")).rejects.toBe(failure);
  expect(steps.lines()).toEqual(["agent AGENT_START STARTED", "agent STEP_START STARTED", "agent STEP_END REJECTED"]);
});

test("of 10,001 calls that do not end, the oldest is ended as cancelled", async () => {
  const steps = open();
  for (let index = 0; index <= 10_000; index++) {
    await stream(steps, `agent ${index}`, String(index));
  }
  expect(steps.lines().filter((line) => line.includes("END"))).toEqual([
    "agent 0 STEP_END CANCELLED",
    "agent 0 AGENT_END CANCELLED",
  ]);
});
