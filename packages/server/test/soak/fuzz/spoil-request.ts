// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Random } from "../../events/random.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { injections } from "./injections.ts";

/** Makes a request invalid in further ways. Leaves every fifth unchanged. */
export function spoilRequest(request: FuzzRequest, random: Random): FuzzRequest {
  let spoiled = request;
  for (let left = random.pick([0, 1, 1, 1, 2]); left > 0; left--) {
    spoiled = { ...spoiled, ...random.pick(spoils)(spoiled, random) };
  }
  return spoiled;
}

type Spoil = (request: FuzzRequest, random: Random) => Partial<FuzzRequest>;

const otherPaths = ["/", "/healthz", "/metrics", "/v1/capabilities", "/events", "/events/batch", "/favicon.ico"];
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });

const withHeader = (request: FuzzRequest, name: string, value: string): Partial<FuzzRequest> => ({
  headers: { ...request.headers, [name]: value },
});
const contentTypes = [
  "text/plain",
  "application/json",
  "application/json; charset=utf-16",
  "application/x-protobuf",
  "application/grpc",
  "application/grpc-web-text",
  "application/connect+json",
  "application/connect+proto",
  "multipart/form-data; boundary=x",
  "/",
  "",
  "application/json, application/json",
];

const mutate: Spoil = ({ body = new Uint8Array() }, random) => ({ body: mutateBytes(body, random) });
const spoils: readonly Spoil[] = [
  mutate,
  mutate,
  mutate,
  mutate,
  (request, random) => withHeader(request, "content-type", random.pick(contentTypes)),
  (request, random) =>
    withHeader(request, "accept", random.pick(["*/*;q=x", "text/html", "application/x-protobuf", ",,,"])),
  (request, random) =>
    withHeader(request, "content-encoding", random.pick(["gzip", "br", "zstd", "deflate", "gzip, gzip", "nothing"])),
  ({ body = new Uint8Array(), headers }, random) => ({
    body: mutateBytes(gzipSync(body), random),
    headers: { ...headers, "content-encoding": "gzip" },
  }),
  ({ body = new Uint8Array(), headers }, random) => {
    const packed = gzipSync(body);
    return {
      body: packed.subarray(0, random.integer(packed.length + 1)),
      headers: { ...headers, "content-encoding": "gzip" },
    };
  },
  ({ body = new Uint8Array(), headers }) => ({
    body: brotliCompressSync(body),
    headers: { ...headers, "content-encoding": "br" },
  }),
  // A large body takes as long as a hundred small ones, so there are few.
  (request, random) =>
    random.chance(0.1)
      ? { body: bomb, headers: { ...request.headers, "content-encoding": "gzip" } }
      : mutate(request, random),
  (_, random) => ({ body: random.bytes(random.integer(2000)) }),
  (_, random) => ({ path: random.pick(otherPaths) }),
  (_, random) => ({ path: `/v1/${encodePath(random.pick(injections))}` }),
  ({ path }, random) => ({ path: `${path}/${encodePath(random.pick(injections))}` }),
  (_, random) => ({ path: `/${"a/".repeat(random.integer(2000))}` }),
  (_, random) => ({
    path: random.pick(["//v1/events", "/v1/../v1/events", "/v1/events?", "/V1/EVENTS", "/v1/events%2fbatch"]),
  }),
  (_, random) => ({ method: random.pick(["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "POST"]) }),
  (request, random) =>
    withHeader(
      request,
      random.pick(["x-forwarded-for", "cookie", "origin", "if-match", "range"]),
      encodePath(random.pick(injections)),
    ),
  (request, random) =>
    withHeader(
      request,
      random.pick(["grpc-timeout", "connect-timeout-ms"]),
      random.pick(["-1", "1e9", "99999999H", "x", "100000000"]),
    ),
  (request, random) => withHeader(request, "connect-protocol-version", random.pick(["0", "2", ""])),
  (request, random) => withHeader(request, "host", random.pick(["example.com", "localhost:99999", "[::1"])),
];

function encodePath(text: string): string {
  return encodeURIComponent(text.toWellFormed()).slice(0, 4000);
}

/** Changes bytes at random: flips, inserts, removes, repeats, truncates, or inserts what parsers may fail on. */
function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let mutated = Uint8Array.from(bytes);
  for (let left = 1 + random.integer(4); left > 0; left--) {
    mutated =
      mutated.length === 0
        ? random.bytes(random.integer(16))
        : Uint8Array.from(random.pick(mutations)(mutated, random));
  }
  return mutated;
}

type Mutation = (bytes: Uint8Array, random: Random) => Iterable<number>;

const mutations: readonly Mutation[] = [
  (bytes, random) => bytes.with(random.integer(bytes.length), random.integer(256)),
  (bytes, random) => {
    const at = random.integer(bytes.length);
    return bytes.with(at, (bytes[at] ?? 0) ^ (1 << random.integer(8)));
  },
  (bytes, random) => replace(bytes, random.integer(bytes.length + 1), 0, random.bytes(1 + random.integer(8))),
  (bytes, random) => replace(bytes, random.integer(bytes.length + 1), 1 + random.integer(32), new Uint8Array()),
  (bytes, random) => bytes.subarray(0, random.integer(bytes.length + 1)),
  (bytes, random) => {
    const start = random.integer(bytes.length + 1);
    const copied = bytes.slice(start, start + random.integer(64));
    return replace(bytes, random.integer(bytes.length + 1), 0, copied);
  },
  (bytes, random) => replace(bytes, random.integer(bytes.length + 1), random.integer(5), random.pick(nasty)),
];

/** Longest varint, lengths beyond the end, groups, an overlong and an incomplete character, closing braces. */
const nasty = [
  Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01),
  Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x07),
  Uint8Array.of(0x0b, 0x0b, 0x0b, 0x0c),
  Uint8Array.of(0xc0, 0x80),
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0x00),
  new TextEncoder().encode('}]}"'),
  new TextEncoder().encode('{"__proto__":{'),
  new TextEncoder().encode("1e999"),
];

function replace(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}
