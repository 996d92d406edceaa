// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { WireType } from "@bufbuild/protobuf/wire";
import {
  createKey,
  createLogger,
  type EventStore,
  openStore,
  type ServerConfig,
  StoreError,
  startServer,
} from "@chaukas/server";
import { createChaukasClient } from "@chaukas/spec-client";
import type { Event } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import { Code } from "@connectrpc/connect";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeEvent } from "../../test/events/make-event.js";
import { makeStorePath } from "../../test/events/make-store-path.js";

/** Starts a server with a key of the tenant acme, whose log lines are kept. */
async function start(config: Partial<ServerConfig> = {}) {
  const store = makeStorePath();
  const opened = await openStore(store);
  const { key } = await createKey(opened.keys, { tenantId: "acme" });
  await opened.close();
  const log: { level: string; msg: string }[] = [];
  const logger = createLogger("warn", { write: (line) => void log.push(JSON.parse(line)) });
  const { url, close } = await startServer({ port: 0, store, metrics: "on", ...config }, { logger });
  onTestFinished(close);
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  return {
    log,
    client: createChaukasClient({ baseUrl: url, apiKey: key }),
    post: async (text: string, path = "/v1/events/batch") => {
      const response = await fetch(`${url}${path}`, { method: "POST", headers, body: text });
      return { status: response.status, body: await response.json() };
    },
    metrics: async () => (await fetch(`${url}/metrics`)).text(),
  };
}

function textOf(event: Event, ...members: readonly string[]): string {
  return JSON.stringify(eventToJson(event)).replace(/\}$/, `${members.map((member) => `,${member}`).join("")}}`);
}

describe("a rejected event", () => {
  test("is named in the response, the log and the metrics, with tenant, id, field and rule", async () => {
    const { post, log, metrics } = await start();
    const known = makeEvent({ eventId: "known" });
    await post(`{"events":[${textOf(known)}]}`);
    const texts = [
      textOf(makeEvent({ eventId: "good" })),
      textOf(makeEvent({ eventId: "unreadable" }), '"metadata":{"order":12345678901234567890}'),
      textOf(makeEvent({ eventId: "invalid", sessionId: "" })),
      textOf(makeEvent({ eventId: "foreign", tenantId: "globex" })),
      textOf({ ...known, agentName: "other" }),
      textOf(makeEvent({ eventId: "altered", contentHash: "0".repeat(64) })),
      "null",
    ];
    const { status, body } = await post(`{"events":[${texts}]}`);
    expect([status, body]).toMatchObject([
      202,
      {
        accepted_count: 1,
        rejected_event_ids: ["unreadable", "invalid", "foreign", "known", "altered", ""],
        rejections: [
          { index: 1, event_id: "unreadable", code: "invalid_argument", field: "/metadata/order" },
          { index: 2, event_id: "invalid", code: "invalid_argument", field: "/session_id" },
          { index: 3, event_id: "foreign", code: "permission_denied", field: "/tenant_id" },
          {
            index: 4,
            event_id: "known",
            code: "already_exists",
            field: "/event_id",
            message: "different content is already stored under it",
          },
          { index: 5, event_id: "altered", code: "invalid_argument", field: "/content_hash" },
          { index: 6, code: "invalid_argument" },
        ],
      },
    ]);
    const entry = { level: "warn", msg: "rejected an event", tenant: "acme" };
    const invalid = "invalid_argument";
    expect(log).toMatchObject([
      { ...entry, event: "unreadable", index: 1, code: invalid, field: "/metadata/order", rule: "OUT_OF_RANGE" },
      { ...entry, event: "invalid", index: 2, code: invalid, field: "/session_id", rule: "REQUIRED" },
      { ...entry, event: "foreign", index: 3, code: "permission_denied", field: "/tenant_id" },
      { ...entry, event: "", index: 6, code: invalid, rule: "WRONG_TYPE" },
      { ...entry, event: "known", index: 4, code: "already_exists", field: "/event_id" },
      { ...entry, event: "altered", index: 5, code: invalid, field: "/content_hash" },
    ]);
    const text = await metrics();
    expect(text).toContain('chaukas_events_rejected_total{reason="invalid_argument"} 4');
    expect(text).toContain('chaukas_events_rejected_total{reason="already_exists"} 1');
    expect(text).toContain('chaukas_events_rejected_total{reason="permission_denied"} 1');
  });

  test("is named in the log and the metrics if it is sent alone, whether or not it can be read", async () => {
    const { post, log, metrics } = await start();
    const sent = [
      [textOf(makeEvent({ eventId: "unreadable" }), '"metadata":{"order":12345678901234567890}'), "/v1/events"],
      ['{"event":{"eventId":"odd","mine":1}}', "/chaukas.spec.client.v1.ChaukasClientService/IngestEvent"],
      ["yes", "/v1/events"],
    ] as const;
    for (const [text, path] of sent) {
      expect(await post(text, path)).toMatchObject({ status: 400 });
    }
    const entry = { level: "warn", msg: "rejected an event", tenant: "acme", index: 0, code: "invalid_argument" };
    expect(log).toMatchObject([
      { ...entry, event: "unreadable", field: "/metadata/order", rule: "OUT_OF_RANGE" },
      { ...entry, event: "odd", field: "/mine", rule: "UNKNOWN_KEY" },
      { ...entry, event: "", rule: "SYNTAX" },
    ]);
    const text = await metrics();
    expect(text).toContain('chaukas_events_rejected_total{reason="invalid_argument"} 3');
    expect(text).toContain('method="ChaukasServerService/IngestEvent",code="invalid_argument"} 2');
  });

  test("is missed in a request that cannot be read, which is logged and counted with its tenant", async () => {
    const { post, log, metrics } = await start();
    await post('{"events":[');
    await post('{"eventBatch":{"mine":1}}', "/chaukas.spec.client.v1.ChaukasClientService/IngestEventBatch");
    const entry = { level: "warn", msg: "cannot read a request", tenant: "acme", code: "invalid_argument" };
    expect(log).toMatchObject([
      { ...entry, protocol: "rest", method: "ChaukasServerService/IngestEventBatch" },
      { ...entry, protocol: "connect", method: "ChaukasClientService/IngestEventBatch" },
    ]);
    expect(await metrics()).toContain('chaukas_unreadable_requests_total{reason="invalid_argument"} 2');
  });

  test("fills neither the log nor a line of it", async () => {
    const { post, log } = await start();
    const long = "x".repeat(1000);
    const events = Array.from({ length: 20 }, () => textOf(makeEvent({ eventId: long }), `"${long}":1`));
    await post(`{"events":[${events}]}`);
    const cut = `${"x".repeat(255)}…`;
    expect(log).toHaveLength(10);
    expect(log[0]).toMatchObject({ event: cut, field: `/${cut.slice(1)}` });
  });
});

describe("a field of a later version", () => {
  const newer = () => {
    const event = makeEvent();
    event.$unknown = [{ no: 900, wireType: WireType.LengthDelimited, data: Uint8Array.of(2, 0x68, 0x69) }];
    return event;
  };

  test("is left out of the stored event, and the response, the log and the metrics say so", async () => {
    const { client, log, metrics } = await start();
    const [first, second] = [newer(), newer()];
    const notice = { kind: "unknown_field", field: "/900" };
    expect(await client.ingestEvent({ event: first })).toMatchObject({
      status: "accepted",
      notices: [{ ...notice, eventId: first.eventId, index: 0 }],
    });
    expect(await client.ingestEventBatch({ eventBatch: { events: [makeEvent(), second] } })).toMatchObject({
      acceptedCount: 2,
      notices: [{ ...notice, eventId: second.eventId, index: 1 }],
    });
    const entry = { level: "warn", msg: "left a part of an event out", tenant: "acme", ...notice, number: 900 };
    expect(log).toMatchObject([
      { ...entry, event: first.eventId },
      { ...entry, event: second.eventId },
    ]);
    expect(await metrics()).toContain('chaukas_unknown_fields_total{message="Event",number="900"} 2');
    const { response } = await client.queryEvents({ query: {} });
    expect(response?.events.map(({ $unknown }) => $unknown)).toEqual([undefined, undefined, undefined]);
  });

  test("has its event refused where the server is set to", async () => {
    const { client, log } = await start({ unknownFields: "refuse" });
    const event = newer();
    await expect(client.ingestEvent({ event })).rejects.toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: "event.900: expected only fields that the server knows, got field 900 of Event",
    });
    expect(await client.ingestEventBatch({ eventBatch: { events: [event, makeEvent()] } })).toMatchObject({
      acceptedCount: 1,
      rejections: [{ index: 0, eventId: event.eventId, code: "invalid_argument", field: "/900" }],
      notices: [],
    });
    expect(log[0]).toMatchObject({ field: "/900", rule: "MESSAGE_UNKNOWN_FIELD", code: "invalid_argument" });
  });

  test("has a time series of its own only if it is one of the first 100", async () => {
    const { client, metrics } = await start();
    const event = makeEvent();
    const events = Array.from({ length: 15 }, (_, batch) => ({
      ...event,
      eventId: `many-${batch}`,
      $unknown: Array.from({ length: 10 }, (_, index) => ({
        no: 1000 + batch * 10 + index,
        wireType: WireType.Varint,
        data: Uint8Array.of(1),
      })),
    }));
    await client.ingestEventBatch({ eventBatch: { events } });
    const series = (await metrics()).split("\n").filter((line) => line.startsWith("chaukas_unknown_fields_total{"));
    expect(series).toHaveLength(101);
    expect(series).toContain('chaukas_unknown_fields_total{message="Event",number="other"} 50');
  });
});

test("counts an event that cannot be decoded once, whether its page is read or written when that is found", async () => {
  const opened = await openStore(makeStorePath());
  const fail = (): never => {
    throw new StoreError("corrupt", "event 0 cannot be decoded");
  };
  const unreadable = {
    sequence: 0,
    get event() {
      return fail();
    },
    encode: () => Uint8Array.of(255),
  };
  const page = { events: [unreadable], totalCount: 1, hasMore: false };
  const findPage: EventStore["findPage"] = async ({ limit }) => (limit === 1 ? fail() : page);
  const log: { msg: string }[] = [];
  const logger = createLogger("error", { write: (line) => void log.push(JSON.parse(line)) });
  const { url, close } = await startServer({ port: 0 }, { store: { ...opened, findPage }, logger });
  onTestFinished(close);
  for (const [page_size, count] of [
    [1, 1],
    [2, 2],
  ]) {
    const body = JSON.stringify({ filter: { tenant_id: "acme" }, page_size });
    const headers = { "content-type": "application/json" };
    expect((await fetch(`${url}/v1/query`, { method: "POST", headers, body })).status).toBe(500);
    expect(log.splice(0).map(({ msg }) => msg)).toEqual(["the store failed", "failed to answer a call"]);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain(
      `chaukas_store_errors_total{code="corrupt"} ${count}`,
    );
  }
});
