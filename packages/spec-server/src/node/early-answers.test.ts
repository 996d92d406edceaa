// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { connect as connectHttp2, type ServerHttp2Stream } from "node:http2";
import { connect } from "node:net";
import { serveHttp2 } from "@chaukas/testdata";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { describe, expect, it, onTestFinished } from "vitest";
import { createEvent } from "../../test/create-event.js";
import { serveEverywhere } from "../../test/serve-everywhere.js";
import { ChaukasServerService } from "../gen/chaukas/spec/server/v1/server_pb.js";
import { createChaukasNodeHandler } from "./create-chaukas-node-handler.js";

/** More than the buffers at both ends of a connection hold. */
const manyBytes = 8 * 2 ** 20;

describe("a call that is refused before its body has arrived", () => {
  it("fails with the error even if the client sends everything before it reads, over every protocol", async () => {
    const { transports } = await serveEverywhere({ ingestEvent: () => ({}) }, { maxRequestBytes: 1000 });
    for (const transport of Object.values(transports)) {
      const client = createClient(ChaukasServerService, transport);
      const event = createEvent({ metadata: { text: "x".repeat(manyBytes) } });
      await expect(client.ingestEvent({ event })).rejects.toMatchObject({ code: Code.ResourceExhausted });
    }
  });

  it.each([
    ["REST", "/v1/events", "application/json", 413],
    ["Connect", "/chaukas.spec.server.v1.ChaukasServerService/IngestEvent", "application/proto", 429],
    ["gRPC-Web", "/chaukas.spec.server.v1.ChaukasServerService/IngestEvent", "application/grpc-web+proto", 200],
  ])("leaves the HTTP/1.1 connection usable for the next call: %s", async (_, path, type, status) => {
    const { http1 } = await serveEverywhere({ healthz() {} }, { maxRequestBytes: 1000 });
    const socket = connect(Number(new URL(http1).port), "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n`,
    );
    for (let sent = 0; sent < manyBytes; sent += 2 ** 16) {
      if (!socket.write(`10000\r\n${"x".repeat(2 ** 16)}\r\n`)) {
        await once(socket, "drain");
      }
    }
    socket.write("0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    let received = "";
    for await (const chunk of socket) {
      received += chunk;
    }
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`, "HTTP/1.1 200"]);
  });

  it("leaves no open HTTP/2 stream", async () => {
    const open = new Set<ServerHttp2Stream>();
    const server = await serveHttp2(
      createChaukasNodeHandler(
        {
          ingestEvent() {
            throw new ConnectError("not now", Code.Unavailable);
          },
        },
        { maxRequestBytes: 20_000 },
      ),
      (stream) => {
        open.add(stream);
        stream.once("close", () => open.delete(stream));
      },
    );
    onTestFinished(() => server.close());
    const session = connectHttp2(server.url);
    onTestFinished(() => session.destroy());
    const path = "/chaukas.spec.server.v1.ChaukasServerService/IngestEvent";
    for (const [type, body] of [
      ["application/grpc", Buffer.alloc(60_000, 1)],
      ["application/grpc-web", Buffer.alloc(60_000)],
      ["application/proto", Buffer.alloc(60_000)],
      ["text/plain", Buffer.alloc(60_000)],
    ] as const) {
      const stream = session.request({ ":method": "POST", ":path": path, "content-type": type, te: "trailers" });
      stream.on("error", () => {}).end(body);
      stream.resume();
      await once(stream, "close");
    }
    await expect.poll(() => open.size).toBe(0);
  });
});
