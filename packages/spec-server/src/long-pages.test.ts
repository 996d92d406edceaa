// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, toJson } from "@bufbuild/protobuf";
import { QueryResponseSchema } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { queryResponseToJson } from "@chaukas/spec-common/json";
import { ChaukasServerService } from "@chaukas/spec-server";
import { createClient } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { createEvent } from "../test/create-event.js";
import { postJson, serveEverywhere } from "../test/serve-everywhere.js";
import { createEncodedPage } from "./contract/encoded-page.js";
import { encodePieces } from "./http/bytes-response.js";

// More than two parts of 64 KiB.
const events = Array.from({ length: 1000 }, (_, index) =>
  createEvent({ eventId: `event-${index}`, agentName: "Ä🚀".repeat(20) }),
);
const rest = { totalCount: 7n, nextPageToken: "next" };
const page = create(QueryResponseSchema, { ...rest, hasMore: true, events });
const connect = `/${ChaukasServerService.typeName}/QueryEvents`;
const requests: [name: string, path: string, init: RequestInit, expected: unknown][] = [
  ["REST", "/v1/query", postJson({}), queryResponseToJson(page)],
  ["Connect", connect, postJson({ query: {} }), { response: toJson(QueryResponseSchema, page) }],
  [
    "Connect by GET",
    `${connect}?connect=v1&encoding=json&message=${encodeURIComponent('{"query":{}}')}`,
    {},
    { response: toJson(QueryResponseSchema, page) },
  ],
];

/** Serves the page. Its events are encoded one by one, and one of them fails, if its index is given. */
async function serve(failing?: number) {
  const errors: string[] = [];
  const encoded = events.map((event, index) => ({
    get event(): typeof event {
      throw new Error(`event ${index} cannot be decoded`);
    },
    encode: () => (index === failing ? Uint8Array.of(7) : encodeEvent(event)),
  }));
  const served = await serveEverywhere(
    { queryEvents: () => createEncodedPage({ ...rest, events: encoded }) },
    { onError: (error) => errors.push(String(error)) },
  );
  return { ...served, errors };
}

const withEncoding = (init: RequestInit, encoding: string): RequestInit => ({
  ...init,
  headers: { ...(init.headers as Record<string, string>), "accept-encoding": encoding },
});

describe.each(requests)("a long page in JSON over %s", (_name, path, init, expected) => {
  it.each(["identity", "gzip", "deflate", "br"])("is whole, in the encoding %s", async (encoding) => {
    const { fetches } = await serve();
    for (const [platform, fetch] of Object.entries(fetches)) {
      const response = await fetch(path, withEncoding(init, encoding));
      const coding = response.headers.get("content-encoding");
      expect(response.status).toBe(200);
      expect(Number(response.headers.get("content-length"))).toBeGreaterThan(0);
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
      expect(coding ?? "identity", platform).toBe(
        encoding === "br" && platform === "web" && coding === null ? "identity" : encoding,
      );
      // The fetch of Node decompresses; the web handler returns what it would send.
      const isPlain = platform === "Node" || coding === null;
      const format = (coding === "br" ? "brotli" : coding) as CompressionFormat;
      const body = isPlain ? response.body : response.body?.pipeThrough(new DecompressionStream(format));
      expect(await new Response(body).json(), platform).toEqual(expected);
    }
  });

  it("is sent at once, so that all of it counts as unread", async () => {
    const { fetches } = await serve();
    const response = await fetches.web(path, withEncoding(init, "identity"));
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(value?.length).toBe(Number(response.headers.get("content-length")));
  });

  it("is an error if one of its last events cannot be decoded", async () => {
    const { fetches, errors } = await serve(900);
    for (const fetch of Object.values(fetches)) {
      const response = await fetch(path, init);
      expect([response.status, await response.text()]).toEqual([500, expect.stringContaining("internal error")]);
    }
    expect(errors).toEqual(Array(2).fill("Error: event 900 cannot be decoded"));
  });
});

it.each(["gRPC", "gRPC-Web"])("a client over %s reads a long page", async (name) => {
  const { transports } = await serve();
  const { response } = await createClient(ChaukasServerService, transports[name] as never).queryEvents({ query: {} });
  expect(response).toEqual(page);
});

it("encodes a text that comes in pieces part by part", () => {
  const pieces = Array.from({ length: 3000 }, (_, index) => `${index}Ä🚀`.repeat(10));
  const parts = encodePieces(pieces);
  expect(parts.length).toBeGreaterThan(2);
  expect(new TextDecoder().decode(Buffer.concat(parts))).toBe(pieces.join(""));
  expect(Math.max(...parts.map((part) => new TextDecoder().decode(part).length))).toBeLessThan(64 * 1024 + 100);
  expect([encodePieces([]), encodePieces([""])]).toEqual([[], []]);
});
