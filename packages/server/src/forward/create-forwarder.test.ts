// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventType } from "@chaukas/spec-common";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { makeNewEvent } from "../../test/events/make-new-event.js";
import { makeStorePath } from "../../test/events/make-store-path.js";
import { type OtlpSink, startOtlpSink } from "../../test/served/start-otlp-sink.js";
import type { EventStore } from "../store/contract/event-store.js";
import type { NewEvent } from "../store/contract/new-event.js";
import { openStore } from "../store/open-store.js";
import { type Forwarder, type ForwarderOptions, startForwarder } from "./create-forwarder.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let store: EventStore;
let sink: OtlpSink;
let problems: unknown[];
beforeEach(async () => {
  store = await openStore(makeStorePath());
  onTestFinished(() => store.close());
  sink = await startOtlpSink();
  problems = [];
});

const fast = { pollMs: 10, retryMs: 5, maxRetryMs: 20, leaseMs: 60_000, pageSize: 3 };

async function forward(options: Partial<ForwarderOptions> = {}): Promise<Forwarder> {
  const hooks = {
    onSent() {},
    onRefused: (refused: unknown) => problems.push(refused),
    onFailed() {},
    onWarning: (warning: unknown) => problems.push(warning),
    onStoreError: (error: unknown) => problems.push(error),
  };
  const forwarder = await startForwarder(store, { url: sink.url, headers: {} }, hooks, { ...fast, ...options });
  onTestFinished(() => forwarder.stop());
  return forwarder;
}

/** An event that is forwarded alone. */
function lone(eventId: string, tenantId = "acme"): NewEvent {
  return makeNewEvent({ eventId, tenantId }, Date.now());
}

function part(type: EventType, number: number): NewEvent {
  const traceId = "5b8efff798038103d269b633813fc60c";
  const spanId = number.toString(16).padStart(16, "a");
  return makeNewEvent({ eventId: `${spanId}-${type}`, traceId, spanId, type }, Date.now());
}

const begin = (number: number) => part(EventType.TOOL_CALL_START, number);
const end = (number: number) => part(EventType.TOOL_CALL_END, number);

function sentIds(): string[] {
  return sink.logs.flatMap(({ attributes }) =>
    attributes.flatMap(({ key, value }) => (key === "chaukas.event.id" ? String(value?.value.value) : [])),
  );
}

const settled = async (check: () => void) => {
  await vi.waitFor(check, { timeout: 30_000, interval: 10 });
  expect(problems).toEqual([]);
};

test("an endpoint gets the events from its first day on, and those of new tenants from their first event", async () => {
  await store.append([lone("old"), begin(1)]);
  await forward();
  await store.append([lone("new"), lone("first", "beta")]);
  await settled(() => expect(sentIds().sort()).toEqual(["first", "new"]));
});

test("forwarding goes on where it ended, and sends nothing twice after a clean stop", async () => {
  const first = await forward();
  await store.append(["a", "b", "c", "d", "e"].map((id) => lone(id)));
  await settled(() => expect(sentIds()).toEqual(["a", "b", "c", "d", "e"]));
  await first.stop();
  await store.append(["f", "g"].map((id) => lone(id)));
  await forward();
  await settled(() => expect(sentIds()).toEqual(["a", "b", "c", "d", "e", "f", "g"]));
});

test("a span is sent when it ends, with the events of earlier pages and of an earlier server", async () => {
  const first = await forward();
  await store.append([begin(1), lone("a"), lone("b"), lone("c"), begin(2), lone("d"), end(2)]);
  await settled(() => expect([sink.spans.length, sentIds()]).toEqual([1, ["a", "b", "c", "d"]]));
  await first.stop();
  await forward();
  await store.append([end(1)]);
  await settled(() => expect(sink.spans).toHaveLength(2));
  const [, span] = sink.spans;
  expect(span?.attributes.map(({ key }) => key)).toEqual(
    expect.arrayContaining(["chaukas.event.start", "chaukas.event.end"]),
  );
  expect(sentIds()).toHaveLength(4);
});

test("a span that does not end is sent event by event, once", async () => {
  await forward({ maxOpenMs: 200 });
  await store.append([begin(1)]);
  await settled(() => expect(sentIds()).toHaveLength(1));
  await store.append([end(1)]);
  await settled(() => expect(sentIds()).toHaveLength(2));
  expect(sink.spans).toEqual([]);
});

test("nothing is lost while the endpoint is away", async () => {
  sink.answer = () => ({ drop: true });
  await forward();
  const ids = Array.from({ length: 20 }, (_, index) => `e${index}`);
  await store.append(ids.map((id) => lone(id)));
  await new Promise((resolve) => setTimeout(resolve, 100));
  sink.answer = () => ({});
  await settled(() => expect(sentIds()).toEqual(ids));
});

test("of two servers on a store, one forwards, and the other takes over", async () => {
  const [one] = [await forward(), await forward()];
  for (let batch = 0; batch < 5; batch++) {
    await store.append([lone(`a${batch}`), lone(`b${batch}`, "beta")]);
  }
  await settled(() => expect(sentIds()).toHaveLength(10));
  await one.stop();
  await store.append([lone("c"), lone("d", "beta")]);
  await settled(() => expect(sentIds().slice(10).sort()).toEqual(["c", "d"]));
});
