// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventStatus, EventType, Severity } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { createEvent } from "../../test/create-event.js";
import { serveEverywhere } from "../../test/serve-everywhere.js";
import type { ChaukasBackend } from "../contract/chaukas-backend.js";
import { ChaukasServerService, type WatchEventsRequest } from "../gen/chaukas/spec/server/v1/server_pb.js";

const event = createEvent({ metadata: { text: "two\nlines\r and \u2028" } });

/** Serves a stream with a message without an event, one with, and the error, if any. */
async function serve(error?: Error) {
  const seen: WatchEventsRequest[] = [];
  const ended: boolean[] = [];
  const backend: ChaukasBackend = {
    async *watchEvents(request) {
      seen.push(request);
      try {
        yield { resumeToken: "here" };
        yield { event, resumeToken: "there" };
        if (error !== undefined) {
          throw error;
        }
      } finally {
        ended.push(true);
      }
    },
  };
  return { seen, ended, ...(await serveEverywhere(backend)) };
}

const begin = "id: here\nevent: position\ndata: {}\n\n";
const data = `id: there\ndata: ${eventToJsonString(event)}\n\n`;

describe("a stream of events", () => {
  it("is one of server-sent events over REST", async () => {
    const { fetches } = await serve();
    for (const call of Object.values(fetches)) {
      const response = await call("/v1/events:watch");
      expect([response.status, await response.text()]).toEqual([200, begin + data]);
      const names = ["content-type", "cache-control", "x-accel-buffering"];
      expect(names.map((name) => response.headers.get(name))).toEqual(["text/event-stream", "no-store", "no"]);
    }
  });

  it("has the same messages over every other protocol", async () => {
    const { transports, seen } = await serve();
    for (const [name, transport] of Object.entries(transports)) {
      const request = { filter: { sessionId: name }, resumeToken: "before" };
      const messages = [];
      for await (const message of createClient(ChaukasServerService, transport).watchEvents(request)) {
        messages.push(message);
      }
      expect(messages).toMatchObject([{ resumeToken: "here" }, { event, resumeToken: "there" }]);
      expect(messages[0]?.event).toBeUndefined();
      expect(seen.at(-1)).toMatchObject(request);
    }
  });

  it("ends with the reason over REST, and with a status over every other protocol", async () => {
    const { fetches, transports } = await serve(new ConnectError("shutting down", Code.Unavailable));
    const problem = { type: "about:blank", title: "Service Unavailable", status: 503, detail: "shutting down" };
    for (const call of Object.values(fetches)) {
      const text = await (await call("/v1/events:watch")).text();
      expect(text).toBe(`${begin}${data}event: problem\ndata: ${JSON.stringify(problem)}\n\n`);
    }
    for (const transport of Object.values(transports)) {
      const read = async () => {
        for await (const _ of createClient(ChaukasServerService, transport).watchEvents({})) {
        }
      };
      await expect(read()).rejects.toMatchObject({ code: Code.Unavailable, rawMessage: "shutting down" });
    }
  });

  it("does not show why the server failed", async () => {
    const { fetches } = await serve(new Error("password=opensesame"));
    expect(await (await fetches.Node("/v1/events:watch")).text()).toMatch(
      /"status":500,"detail":"internal error"}\n\n$/,
    );
  });

  it("has only headers for HEAD, and ends", async () => {
    const { fetches, ended } = await serve();
    for (const call of Object.values(fetches)) {
      const response = await call("/v1/events:watch", { method: "HEAD" });
      expect([response.status, await response.text()]).toEqual([200, ""]);
      expect(response.headers.get("content-type")).toBe("text/event-stream");
    }
    expect(ended).toEqual([true, true]);
  });

  it("is found by a path whose colon is encoded", async () => {
    const { fetches } = await serve(new ConnectError("shutting down", Code.Unavailable));
    for (const call of Object.values(fetches)) {
      expect((await call("/v1/events%3Awatch")).status).toBe(200);
    }
  });

  it("takes the filter of a query as parameters", async () => {
    const { fetches, seen } = await serve();
    const texts = "tenant_id=acme&project_id=p&session_id=s&agent_id=a&span_id=b&trace_id=c&text_query=refund%20order";
    const names = "type=ERROR&type=SYSTEM&status=FAILED&severity=WARN&event_id=e&agent_name=n&invocation_id=i";
    const more = "principal_id=ada&policy_outcome=deny&tool_name=refund&model=m&tag=x&start=1970-01-01T00:00:02Z";
    await fetches.Node(`/v1/events:watch?${texts}&${names}&${more}&resume_token=t`);
    await fetches.Node("/v1/events:watch?resume_token=t", { headers: { "last-event-id": "later" } });
    expect(seen).toMatchObject([
      {
        filter: {
          ...{ tenantId: "acme", projectId: "p", sessionId: "s", agentId: "a", spanId: "b", traceId: "c" },
          ...{
            textQuery: "refund order",
            types: [EventType.ERROR, EventType.SYSTEM],
            statuses: [EventStatus.FAILED],
            severities: [Severity.WARN],
            eventIds: ["e"],
          },
          ...{ agentNames: ["n"], invocationIds: ["i"], principalIds: ["ada"], policyOutcomes: ["deny"] },
          ...{ toolNames: ["refund"], models: ["m"], tags: ["x"], time: { start: { seconds: 2n } } },
        },
        resumeToken: "t",
      },
      { filter: { tenantId: "", types: [] }, resumeToken: "later" },
    ]);
  });

  it.each([
    ["an unknown parameter", "types=ERROR", /^query: expected only tenant_id, .*, got "types"$/],
    ["an unknown type", "type=NONE", /^type: expected one of SESSION_START, .*, got "NONE"$/],
    ["the type of no event", "type=UNSPECIFIED", /^type: expected one of SESSION_START, .*, got "UNSPECIFIED"$/],
    ["a session twice", "session_id=a&session_id=b", /^session_id: expected one value, got 2$/],
    ["a time that is none", "start=yesterday", /^start: expected an RFC 3339 time, got "yesterday"$/],
    ["an empty tool", "tool_name=", /^filter.tool_names\[0\]: must be at least 1 bytes$/],
    ["too long a token", `resume_token=${"x".repeat(4097)}`, /^resume_token: must be at most 4096 bytes$/],
  ])("refuses %s", async (_, query, detail) => {
    const response = await (await serve()).fetches.Node(`/v1/events:watch?${query}`);
    expect([response.status, await response.json()]).toMatchObject([400, { detail: expect.stringMatching(detail) }]);
  });

  it("is refused for a misspelled filter in JSON over Connect, too", async () => {
    const { http1, seen } = await serve();
    const message = new TextEncoder().encode('{"filter":{"sesionId":"s"}}');
    const body = new Uint8Array(5 + message.length);
    new DataView(body.buffer).setUint32(1, message.length);
    body.set(message, 5);
    const headers = { "content-type": "application/connect+json" };
    const url = `${http1}/chaukas.spec.server.v1.ChaukasServerService/WatchEvents`;
    const text = await (await fetch(url, { method: "POST", headers, body })).text();
    expect(JSON.parse(text.slice(5))).toMatchObject({
      error: {
        code: "invalid_argument",
        message: expect.stringMatching(/^\/filter\/sesionId: expected a field of Query/),
      },
    });
    expect(seen).toEqual([]);
  });

  it("is not there if the backend has none", async () => {
    const { fetches, transports } = await serveEverywhere({});
    const detail = "watchEvents: not implemented by this server";
    const response = await fetches.Node("/v1/events:watch");
    expect([response.status, await response.json()]).toMatchObject([501, { detail }]);
    for (const transport of Object.values(transports)) {
      const read = createClient(ChaukasServerService, transport).watchEvents({})[Symbol.asyncIterator]().next();
      await expect(read).rejects.toMatchObject({ code: Code.Unimplemented, rawMessage: detail });
    }
  });
});
