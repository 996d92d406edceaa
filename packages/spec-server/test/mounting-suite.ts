// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventEmitter, once } from "node:events";
import { connect } from "node:net";
import { create, toBinary } from "@bufbuild/protobuf";
import { createChaukasClient } from "@chaukas/spec-client";
import { eventToJson, eventToJsonString } from "@chaukas/spec-common/json";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ChaukasBackend } from "../src/contract/chaukas-backend.js";
import type { ChaukasHandlerOptions } from "../src/contract/chaukas-options.js";
import { IngestEventRequestSchema } from "../src/gen/chaukas/spec/server/v1/server_pb.js";
import { createEvent } from "./create-event.js";
import { postBinary, postJson } from "./serve-everywhere.js";

/** A framework that serves a backend and, at `/own`, its own route, which responds with the JSON that it receives. */
interface MountedServer {
  /** Base URL of the framework without a trailing slash. */
  readonly url: string;
  close(): Promise<unknown>;
}

/** Mounts a backend in a framework, and serves it on a free port. */
export type Mount = (backend: ChaukasBackend, options: ChaukasHandlerOptions) => Promise<MountedServer>;

/** Describes the behavior of a backend that is mounted in a framework under a path. Default: the root. */
export function describeMounting(title: string, mount: Mount, path = ""): void {
  async function serve(options: ChaukasHandlerOptions = {}) {
    const ids: string[] = [];
    const backend: ChaukasBackend = {
      healthz() {},
      ingestEventBatch({ events }) {
        ids.push(...events.map(({ eventId }) => eventId));
        return {};
      },
    };
    const server = await mount(backend, options);
    onTestFinished(async () => void (await server.close()));
    return { ids, own: `${server.url}/own`, url: `${server.url}${path}` };
  }

  describe(title, () => {
    it("is reached by REST, Connect and gRPC-Web", async () => {
      const { ids, url } = await serve();
      const json = eventToJsonString(createEvent({ eventId: "json" }));
      const request = create(IngestEventRequestSchema, { event: createEvent({ eventId: "protobuf" }) });
      for (const init of [postJson(json), postBinary(toBinary(IngestEventRequestSchema, request))]) {
        expect((await fetch(`${url}/v1/events?from=test`, init)).status).toBe(202);
      }
      const options = { baseUrl: url, httpVersion: "1.1" } as const;
      const transports = {
        connect: createConnectTransport(options),
        "connect-json": createConnectTransport({ ...options, useBinaryFormat: false }),
        "grpc-web": createGrpcWebTransport(options),
      };
      for (const [eventId, transport] of Object.entries(transports)) {
        await createChaukasClient({ transport }).ingestEvent({ event: createEvent({ eventId }) });
      }
      expect(ids).toEqual(["json", "protobuf", ...Object.keys(transports)]);
    });

    it("leaves other paths to the framework, with unread bodies", async () => {
      const { own, url } = await serve();
      expect(await (await fetch(own, postJson({ greeting: "hello" }))).json()).toEqual({ greeting: "hello" });
      const missing = await fetch(`${url}/nothing`);
      expect(missing.status).toBe(404);
      expect(missing.headers.get("content-type")).not.toBe("application/problem+json");
    });

    it("accepts bodies that are larger than the framework allows", async () => {
      const { ids, url } = await serve();
      const text = "x".repeat(500_000);
      const events = Array.from({ length: 8 }, (_, index) =>
        eventToJson(createEvent({ eventId: `event-${index}`, metadata: { text } })),
      );
      const answer = await fetch(`${url}/v1/events/batch`, postJson({ batch_id: "batch-1", events }));
      expect(await answer.json()).toMatchObject({ batch_id: "batch-1", accepted_count: 8 });
      expect(ids).toHaveLength(8);
    });

    it("responds to invalid requests with problem details", async () => {
      const { url } = await serve();
      const answer = await fetch(`${url}/v1/events`, postJson({ event_id: "event-1" }));
      expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
      expect(((await answer.json()) as { errors: unknown }).errors).toContainEqual({
        pointer: "/tenant_id",
        detail: "value is required",
      });
    });

    it("survives a caller that disconnects in the middle of a request", async () => {
      const calls = new EventEmitter<{ call: [AbortSignal] }>();
      const { url } = await serve({ requestGate: ({ signal }) => void calls.emit("call", signal) });
      const arrived = once(calls, "call") as Promise<[AbortSignal]>;
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      const type = "Content-Type: application/json\r\nContent-Length: 100";
      socket.write(`POST ${path}/v1/events HTTP/1.1\r\nHost: localhost\r\n${type}\r\n\r\n{"event_id":`);
      const [signal] = await arrived;
      const aborted = once(signal, "abort");
      socket.destroy();
      await aborted;
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    });
  });
}
