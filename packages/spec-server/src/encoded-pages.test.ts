// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, toBinary } from "@bufbuild/protobuf";
import { ChaukasClientService } from "@chaukas/spec-client";
import { type Event, EventSchema, type QueryResponse, QueryResponseSchema } from "@chaukas/spec-common";
import { decodeQueryResponse, encodeEvent } from "@chaukas/spec-common/codec";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import { Code, ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEvent } from "../test/create-event.js";
import { postJson, serveEverywhere } from "../test/serve-everywhere.js";
import type { ChaukasBackend } from "./contract/chaukas-backend.js";
import { createEncodedPage, type EncodedEvent } from "./contract/encoded-page.js";
import { ChaukasServerService } from "./gen/chaukas/spec/server/v1/server_pb.js";

const binary = ["gRPC", "gRPC-Web", "Connect, binary"];
const query = { query: {} };
const rest = { totalCount: 7n, nextPageToken: "next" };

const encodedOf = (events: readonly Event[]): EncodedEvent[] =>
  events.map((event) => ({ event, encode: () => encodeEvent(event) }));

const unread: EncodedEvent = {
  get event(): Event {
    throw new Error("expected nobody to read the message");
  },
  encode: () => encodeEvent(createEvent()),
};

/** Reads the page of a backend over every protocol, in both forms. Returns what was read, or the text of the error. */
async function readEverywhere(backend: ChaukasBackend, options: Parameters<typeof serveEverywhere>[1] = {}) {
  const { transports, fetches } = await serveEverywhere(backend, options);
  const found = new Map<string, Promise<unknown>>();
  for (const [name, transport] of Object.entries(transports)) {
    for (const service of [ChaukasServerService, ChaukasClientService] as const) {
      const answer = createClient(service, transport)
        .queryEvents(query)
        .then(({ response }) => response);
      found.set(`${name}, ${service.name}`, answer);
    }
  }
  const post = (accept: string) => fetches.web("/v1/query", postJson({}, { accept }));
  const bytes = post("application/x-protobuf").then(async (answer) => new Uint8Array(await answer.arrayBuffer()));
  found.set(
    "REST, binary",
    // The page is the only field of the response.
    bytes.then((body) => decodeQueryResponse(body.subarray(body.findIndex((byte, at) => at > 0 && byte < 128) + 1))),
  );
  found.set(
    "REST, JSON",
    post("application/json").then((answer) => answer.text()),
  );
  const texts = [...found].map(async ([name, answer]): Promise<[string, unknown]> => {
    return [name, await answer.catch((error: unknown) => ConnectError.from(error).message)];
  });
  return new Map(await Promise.all(texts));
}

describe("a page of encoded events", () => {
  test("is the same response over every protocol as one of messages", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryMessage(EventSchema), { maxLength: 8 }), async (sent) => {
        const page = create(QueryResponseSchema, { ...rest, events: sent });
        const plain = await readEverywhere({ queryEvents: () => page });
        const encoded = await readEverywhere({
          queryEvents: () => createEncodedPage({ ...rest, events: encodedOf(page.events) }),
        });
        expect(encoded.size).toBe(10);
        expect(encoded).toEqual(plain);
      }),
      { numRuns: 10 },
    );
  });

  test("keeps unknown fields of its events, unless the options leave them out", async () => {
    const event = createEvent();
    event.$unknown = [{ no: 900, wireType: 0, data: new Uint8Array([1]) }];
    const backend = { queryEvents: () => createEncodedPage({ events: encodedOf([event]) }) };
    for (const [writeUnknownFields, expected] of [
      [true, event],
      [false, createEvent()],
    ] as const) {
      for (const [name, answer] of await readEverywhere(backend, { binaryOptions: { writeUnknownFields } })) {
        if (binary.some((protocol) => name.startsWith(protocol))) {
          expect((answer as QueryResponse).events, name).toEqual([expected]);
        }
      }
    }
  });

  test("is written by every protocol without reading its messages", async () => {
    const backend = { queryEvents: () => createEncodedPage({ events: [unread, unread], nextPageToken: "next" }) };
    const page = { hasMore: true, nextPageToken: "next", events: [createEvent(), createEvent()] };
    for (const [name, answer] of await readEverywhere(backend)) {
      if (name === "REST, JSON") {
        expect(answer).toContain('"next_page_token":"next"');
      } else {
        expect(answer, name).toMatchObject(page);
      }
    }
  });

  test("hides why its messages cannot be read", async () => {
    const errors: string[] = [];
    const corrupt = Object.defineProperty({ event: createEvent(), encode: () => Uint8Array.of(7) }, "event", {
      get: () => {
        throw new Error("event 7 cannot be decoded");
      },
    });
    const { transports, fetches } = await serveEverywhere(
      { queryEvents: () => createEncodedPage({ events: [corrupt] }) },
      { onError: (error) => errors.push(String(error)) },
    );
    const client = createClient(ChaukasServerService, transports["Connect, JSON"] as never);
    await expect(client.queryEvents(query)).rejects.toMatchObject({
      code: Code.Internal,
      rawMessage: "internal error",
    });
    expect((await fetches.web("/v1/query", postJson({}))).status).toBe(500);
    expect(errors).toEqual(Array(2).fill("Error: event 7 cannot be decoded"));
  });

  test.each<[string, (page: QueryResponse) => void]>([
    ["changes a message", ({ events: [event] }) => Object.assign(event as Event, { agentName: "changed" })],
    [
      "replaces the messages",
      (page) => {
        page.events = page.events.map((event) => ({ ...event, agentName: "changed" }));
      },
    ],
  ])("has what an interceptor does that %s", async (_, change) => {
    const interceptor: Interceptor = (next) => async (request) => {
      const response = await next(request);
      change((response.message as unknown as { response: QueryResponse }).response);
      return response;
    };
    const backend = { queryEvents: () => createEncodedPage({ events: encodedOf([createEvent()]) }) };
    for (const [name, answer] of await readEverywhere(backend, { interceptors: [interceptor] })) {
      const [event] = (typeof answer === "string" ? JSON.parse(answer) : answer).events;
      expect(event.agentName ?? event.agent_name, name).toBe("changed");
    }
  });

  test("does not let its messages be deleted, which binary protocols would not see", () => {
    const page = createEncodedPage({ events: encodedOf([createEvent()]) });
    expect(() => Object.assign(page, { events: [] })).not.toThrow();
    expect(page.events).toEqual([]);
    expect(() => delete (page as Partial<QueryResponse>).events).toThrow(TypeError);
  });

  test("has the binary form that protobuf-es writes", () => {
    const events = [createEvent(), createEvent({ agentName: "Ä" })];
    const page = createEncodedPage({ ...rest, events: encodedOf(events) });
    expect(toBinary(QueryResponseSchema, page)).toEqual(
      toBinary(QueryResponseSchema, create(QueryResponseSchema, { ...rest, events })),
    );
  });
});
