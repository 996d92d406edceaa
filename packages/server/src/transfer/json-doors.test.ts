// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "@chaukas/server";
import { createChaukasClient } from "@chaukas/spec-client";
import {
  eventFromJsonString,
  eventFromProtoJsonString,
  eventToJson,
  isJsonCodecError,
} from "@chaukas/spec-common/json";
import { ChaukasServerService } from "@chaukas/spec-server";
import { afterAll, expect, test } from "vitest";
import { queryAll } from "../../test/events/query-all.js";
import { importEvents } from "./import-events.js";
import { readLines } from "./lines/read-lines.js";

/** What became of one event: what was expected in its place, and where. Undefined if it was stored. */
type Verdict = { readonly pointer: string; readonly message: string } | undefined;

/** A way for the JSON text of an event into a store. */
interface Door {
  readonly form: "public" | "ProtoJSON";
  send(text: string): Promise<Verdict>;
}

const folder = mkdtempSync(join(tmpdir(), "chaukas-doors-"));
const store = join(folder, "events.db");
const server = await startServer({ port: 0, store, defaultTenant: "acme", logLevel: "silent" });
const client = createChaukasClient({ baseUrl: server.url });

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function post(path: string, text: string) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${server.url}${path}`, { method: "POST", headers, body: text });
  return { isOk: response.ok, body: await response.json() };
}

const service = `/${ChaukasServerService.typeName}`;

/** Returns the verdict in the response to a batch of one event. */
function verdictOf({ rejections = [] }: { rejections?: { field: string; message: string }[] }): Verdict {
  const [rejection] = rejections;
  return rejection && { pointer: rejection.field, message: rejection.message };
}

async function importLine(text: string): Promise<Verdict> {
  const reasons: string[] = [];
  const source = { name: "-", start: { offset: 0, line: 0 } };
  const chunks = (async function* () {
    yield Buffer.from(text);
  })();
  await importEvents(readLines(chunks, { ...source, maxLineBytes: 2 ** 20 }), client, {
    ...source,
    tenantId: undefined,
    batchSize: 100,
    onBadLine: ({ reason }) => reasons.push(reason),
    onNotice: () => {},
    onProgress: () => {},
  });
  const [pointer = "", ...message] = reasons[0]?.split(": ") ?? [];
  return reasons.length === 0 ? undefined : { pointer, message: message.join(": ") };
}

async function readAlone(read: (text: string) => unknown, text: string): Promise<Verdict> {
  try {
    read(text);
    return undefined;
  } catch (error) {
    if (!isJsonCodecError(error)) {
      throw error;
    }
    return { pointer: error.path, message: error.message.slice(error.path.length) };
  }
}

const doors: Readonly<Record<string, Door>> = {
  "the library": { form: "public", send: (text) => readAlone(eventFromJsonString, text) },
  "the library, ProtoJSON": { form: "ProtoJSON", send: (text) => readAlone(eventFromProtoJsonString, text) },
  REST: {
    form: "public",
    async send(text) {
      const { isOk, body } = await post("/v1/events", text);
      return isOk ? undefined : { pointer: body.errors[0].pointer, message: body.errors[0].detail };
    },
  },
  "REST, batch": {
    form: "public",
    send: async (text) => verdictOf((await post("/v1/events/batch", `{"events":[${text}]}`)).body),
  },
  "Connect JSON": {
    form: "ProtoJSON",
    async send(text) {
      const { isOk, body } = await post(`${service}/IngestEvent`, `{"event":${text}}`);
      const [{ field }] = isOk ? [{ field: "" }] : body.details[0].debug.fieldViolations;
      return isOk ? undefined : { pointer: field.replace("/event/", "/"), message: body.message };
    },
  },
  "Connect JSON, batch": {
    form: "ProtoJSON",
    send: async (text) =>
      verdictOf((await post(`${service}/IngestEventBatch`, `{"eventBatch":{"events":[${text}]}}`)).body),
  },
  import: { form: "public", send: importLine },
  "import, ProtoJSON": { form: "ProtoJSON", send: importLine },
};

let made = 0;

/** Returns an event with more members, in the form of a door. */
function textFor({ form }: Door, members: string): string {
  const type = form === "public" ? "SYSTEM" : "EVENT_TYPE_SYSTEM";
  const eventId = `event-${made++}`;
  return `{"event_id":"${eventId}","session_id":"s","type":"${type}","timestamp":"2026-11-22T16:56:31Z",${members}}`;
}

const exact = "an integer that a double represents exactly";
const range = "a number within the range of a double";
const fraction = "a number whose fraction a double keeps";

test.each([
  ["9007199254740993", exact],
  ["9007199254740993.0", exact],
  ["9007199254740993e0", exact],
  ["12345678901234567890", exact],
  ["1e400", range],
  ["-1e400", range],
  ["1e-400", range],
  ["4.00000000000000000001", fraction],
])("%s is refused everywhere, with its place, and nothing of its event is stored", async (number, expected) => {
  for (const [name, door] of Object.entries(doors)) {
    for (const [members, pointer] of [
      [`"metadata":{"a":[{"n":${number}}]}`, "/metadata/a/0/n"],
      [`"cost":{"total_cost":${number}}`, "/cost/total_cost"],
      [`"retry":{"attempt":${number}}`, "/retry/attempt"],
    ] as const) {
      const message = expect.stringContaining(`expected ${expected}, found ${number} at `);
      expect(await door.send(textFor(door, members)), name).toEqual({ pointer, message });
    }
  }
  expect(await queryAll(server.url, {})).toEqual([]);
});

test.each([
  ["1.5", "an integer, found 1.5"],
  ["0.1", "an integer, found 0.1"],
  ["2147483648", "an integer from -2147483648 to 2147483647, found 2147483648"],
  ["2147483648.0", "an integer from -2147483648 to 2147483647, found 2147483648"],
])("%s is refused everywhere in place of an int32", async (number, problem) => {
  for (const [name, door] of Object.entries(doors)) {
    const message = expect.stringContaining(`expected ${problem} at `);
    const verdict = await door.send(textFor(door, `"retry":{"attempt":${number}}`));
    expect(verdict, name).toEqual({ pointer: "/retry/attempt", message });
  }
  expect(await queryAll(server.url, {})).toEqual([]);
});

test("numbers that a double represents, or that are rounded as 0.1 is, are stored alike everywhere", async () => {
  const numbers = "4.0,4e0,0.1,0.10000000000000000001,9007199254740991,9007199254740992,1152921504606847000,1e23,-0";
  for (const [name, door] of Object.entries(doors)) {
    const text = textFor(door, `"metadata":{"n":[${numbers}]},"retry":{"attempt":2e0,"backoff_ms":3.0}`);
    expect(await door.send(text), name).toBeUndefined();
  }
  const stored = await queryAll(server.url, { tenantId: "acme" });
  expect(stored).toHaveLength(Object.keys(doors).filter((name) => !name.startsWith("the library")).length);
  for (const { metadata, retry } of stored) {
    expect(metadata?.["n"]).toEqual([4, 4, 0.1, 0.1, 2 ** 53 - 1, 2 ** 53, 2 ** 60, 1e23, -0]);
    expect(retry).toMatchObject({ attempt: 2, backoffMs: 3 });
  }
});

const absent = {
  public: [
    '"agent_name":null,"tags":null,"retry":null,"content":null',
    '"content":{"kind":"message","role":null,"text":"a"}',
  ],
  ProtoJSON: [
    '"agentName":null,"tags":null,"retry":null,"mcp_call":null,"stateUpdate":null',
    '"message":{"role":null,"text":"a"}',
  ],
} as const;

test("null stands for a member that is not set everywhere, also for content", async () => {
  for (const [name, door] of Object.entries(doors)) {
    const before = await queryAll(server.url, { tenantId: "acme" });
    for (const members of absent[door.form]) {
      expect(await door.send(textFor(door, members)), name).toBeUndefined();
    }
    const stored = (await queryAll(server.url, { tenantId: "acme" })).slice(before.length);
    const sent = [{}, { content: { kind: "message", text: "a" } }];
    expect(stored.map(eventToJson), name).toMatchObject(name.startsWith("the library") ? [] : sent);
    for (const { agentName, tags, retry, content } of stored.slice(0, 1)) {
      expect({ agentName, tags, retry, content }).toEqual({ agentName: "", tags: [], retry: undefined, content: {} });
    }
  }
});

test.each([
  ["public", "mcp_call", 'expected "content" with the kind "mcp_call", found "mcp_call" at '],
  ["ProtoJSON", "content", 'expected a field of Event, found "content" at '],
] as const)("in %s, %s is unknown even if it is null", async (form, member, problem) => {
  for (const [name, door] of Object.entries(doors).filter(([, each]) => each.form === form)) {
    const verdict = await door.send(textFor(door, `"${member}":null`));
    expect(verdict, name).toEqual({ pointer: `/${member}`, message: expect.stringContaining(problem) });
  }
});
