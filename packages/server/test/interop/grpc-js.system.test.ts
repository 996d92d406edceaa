// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { readCapturedRequests } from "@chaukas/testdata";
import {
  type Client,
  credentials,
  type GrpcObject,
  loadPackageDefinition,
  Metadata,
  type ServiceClientConstructor,
  status,
} from "@grpc/grpc-js";
import { loadFileDescriptorSetFromBuffer, loadSync, type PackageDefinition } from "@grpc/proto-loader";
import { afterEach, expect, it } from "vitest";
import { useServedStores } from "../served/serve-each-store.js";

const serve = useServedStores();
const service = "chaukas.spec.client.v1.ChaukasClientService";
const root = join(import.meta.dirname, "../../../..");
const options = { keepCase: true, longs: Number, enums: String, bytes: Buffer, includeDirs: [join(root, "proto")] };

const clients: Client[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) {
    client.close();
  }
});

/** Creates a client of a service from nothing but its definition. */
function connect(definition: PackageDefinition, name: string, port: number): Client {
  const found = name
    .split(".")
    .reduce((object: GrpcObject, part) => object[part] as GrpcObject, loadPackageDefinition(definition));
  const Constructor = found as unknown as ServiceClientConstructor;
  const client = new Constructor(`127.0.0.1:${port}`, credentials.createInsecure());
  clients.push(client);
  return client;
}

type Method = (request: object, metadata: Metadata, callback: (error: Error | null, answer: object) => void) => void;

function call(client: Client, method: string, request: object, key = "dev-key-acme"): Promise<object> {
  const metadata = new Metadata();
  metadata.set("authorization", `Bearer ${key}`);
  const methods = client as unknown as Record<string, Method>;
  return new Promise((resolve, reject) => {
    methods[method]?.call(client, request, metadata, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
}

/** Reads the definition of a service from a server by reflection. */
async function discover(port: number, symbol: string): Promise<PackageDefinition> {
  const proto = join(
    root,
    "packages/server/node_modules/@grpc/reflection/build/proto/grpc/reflection/v1/reflection.proto",
  );
  const client = connect(loadSync(proto, options), "grpc.reflection.v1.ServerReflection", port);
  const methods = client as unknown as Record<string, () => import("@grpc/grpc-js").ClientDuplexStream<object, object>>;
  const stream = methods["ServerReflectionInfo"]?.call(client);
  stream?.write({ file_containing_symbol: symbol });
  stream?.end();
  const [answer] = (await once(stream as NonNullable<typeof stream>, "data")) as [
    { file_descriptor_response: { file_descriptor_proto: Buffer[] } },
  ];
  // A FileDescriptorSet consists of its files, each as field 1.
  const files = answer.file_descriptor_response.file_descriptor_proto;
  const set = Buffer.concat(files.flatMap((file) => [Buffer.from([0x0a]), varint(file.length), file]));
  return loadFileDescriptorSetFromBuffer(set, options);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) {
      return Buffer.from([...bytes, rest]);
    }
    bytes.push((rest & 0x7f) | 0x80);
  }
}

const compiled = () =>
  execFileSync("buf", ["build", "proto", "--as-file-descriptor-set", "--output", "-"], { cwd: root });

it.each([
  ["the proto files", async () => loadSync(join(root, "proto/chaukas/spec/client/v1/client.proto"), options)],
  ["a descriptor set", async () => loadFileDescriptorSetFromBuffer(compiled(), options)],
  ["the server's own reflection", (port: number) => discover(port, service)],
])(
  "serves @grpc/grpc-js with messages generated from %s",
  async (_, define) => {
    const { port } = await serve("SQLite", { keys: [{ tenantId: "acme", key: "dev-key-acme" }] });
    const definition = await define(port);
    const client = connect(definition, service, port);
    const { IngestEventBatch } = definition[service] as unknown as {
      IngestEventBatch: { requestDeserialize(bytes: Buffer): { event_batch: { events: { event_id: string }[] } } };
    };
    const requests = readCapturedRequests().map(({ body }) => IngestEventBatch.requestDeserialize(Buffer.from(body)));
    const ids = requests.flatMap(({ event_batch: { events } }) => events.map(({ event_id }) => event_id));
    for (const request of requests) {
      expect(await call(client, "IngestEventBatch", request)).toMatchObject({
        accepted_count: request.event_batch.events.length,
      });
    }
    const query = { filter: { tenant_id: "acme" }, page_size: 1000 };
    const { response } = (await call(client, "QueryEvents", { query })) as {
      response: { events: { event_id: string }[]; total_count: number };
    };
    expect(response.total_count).toBe(106);
    expect(new Set(response.events.map(({ event_id }) => event_id))).toEqual(new Set(ids));
    const large = Array.from({ length: 100 }, (_, index) => ({
      event_id: `large-${index}`,
      session_id: "large",
      type: "EVENT_TYPE_SYSTEM",
      timestamp: { seconds: 1_760_000_000 },
      message: { text: "x".repeat(100_000) },
    }));
    await call(client, "IngestEventBatch", { event_batch: { events: large } });
    const ofLarge = { filter: { session_id: "large" } };
    const page = (await call(client, "QueryEvents", { query: ofLarge })) as { response: { has_more: boolean } };
    expect(page.response.has_more, "a page of default size that a default client can read").toBe(true);
    await expect(call(client, "QueryEvents", { query }, "another key")).rejects.toMatchObject({
      code: status.UNAUTHENTICATED,
    });
    await expect(call(client, "IngestEvent", { event: { event_id: "e1" } })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringContaining("event.session_id"),
    });
  },
  180_000,
);
