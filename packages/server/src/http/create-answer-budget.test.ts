// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type AnswerBudget, createAnswerBudget } from "./create-answer-budget.js";
import type { NodeHandler } from "./create-request-listener.js";

const megabyte = 2 ** 20;
/** More than the buffers of a loopback connection hold. */
const answerBytes = 12 * megabyte;

interface Served {
  readonly budget: AnswerBudget;
  readonly http1: number;
  readonly http2: string;
  readonly cuts: { count: number };
}

/** Serves answers of 12 MB, whose owner is the path, in one piece or in many. */
async function serve(maxBytes: number): Promise<Served> {
  const cuts = { count: 0 };
  const budget = createAnswerBudget(maxBytes, () => {
    cuts.count += 1;
  });
  const handler: NodeHandler = async (request, either) => {
    const response = either as ServerResponse;
    await Promise.resolve();
    const [, owner, kind] = request.url?.split("/") ?? [];
    budget.setOwner(owner || undefined);
    if (kind === "pieces") {
      for (let piece = 0; piece < 12; piece += 1) {
        response.write(Buffer.alloc(megabyte));
      }
      response.end();
    } else {
      response.end(Buffer.alloc(answerBytes));
    }
  };
  const limited = budget.limit(handler);
  const http1 = await listen(createServer(limited));
  const http2 = await listen(createHttp2Server({ maxSessionMemory: 64 }, limited) as unknown as Server);
  return { budget, http1, http2: `http://127.0.0.1:${http2}`, cuts };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Asks over HTTP/1.1, and does not read the answer before `resume` is called. */
async function ask(port: number, path: string): Promise<Socket> {
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  socket.pause().write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  return socket;
}

/** Reads an answer to its end, and returns the number of bytes of its body. */
async function readAll(socket: Socket): Promise<number> {
  let bytes = 0;
  socket.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  socket.resume();
  await once(socket, "close");
  return bytes;
}

test.each(["whole", "pieces"])(
  "cuts the answer that has waited longest, written %s, and counts until it is read",
  async (kind) => {
    const { budget, http1, cuts } = await serve(2.5 * answerBytes);
    const sockets: Socket[] = [];
    for (let index = 0; index < 3; index += 1) {
      sockets.push(await ask(http1, `//${kind}`));
      await expect
        .poll(() => budget.unreadBytes + cuts.count * answerBytes)
        .toBeGreaterThan((index + 0.6) * answerBytes);
    }
    expect(budget.unreadBytes).toBeLessThanOrEqual(2.5 * answerBytes);
    expect(cuts.count).toBe(1);
    const [first, ...others] = await Promise.all(sockets.map(readAll));
    expect(first).toBeLessThan(answerBytes);
    expect(Math.min(...others)).toBeGreaterThanOrEqual(answerBytes);
    await expect.poll(() => budget.unreadBytes).toBe(0);
  },
);

test("leaves half of the budget to other owners", async () => {
  const { budget, http1, cuts } = await serve(3 * answerBytes);
  const calm = await ask(http1, "/calm/whole");
  await expect.poll(() => budget.unreadBytes).toBe(answerBytes);
  for (let index = 1; index <= 4; index += 1) {
    await ask(http1, "/busy/whole");
    await expect.poll(() => cuts.count).toBe(index - 1);
    await expect.poll(() => budget.unreadBytes).toBe(2 * answerBytes);
  }
  expect(await readAll(calm)).toBeGreaterThanOrEqual(answerBytes);
});

test("never cuts the only answer, however large it is", async () => {
  const { budget, http1, cuts } = await serve(1000);
  const socket = await ask(http1, "//whole");
  await expect.poll(() => budget.unreadBytes).toBe(answerBytes);
  expect(await readAll(socket)).toBeGreaterThanOrEqual(answerBytes);
  expect(cuts.count).toBe(0);
});

test("resets streams of HTTP/2 whose window is never opened, and keeps the session", async () => {
  const { budget, http2, cuts } = await serve(2.5 * answerBytes);
  const session = connectHttp2(http2, { settings: { initialWindowSize: 0 } });
  onTestFinished(() => session.destroy());
  const codes: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    const stream = session.request({ ":path": index % 2 === 0 ? "//whole" : "//pieces" });
    stream.on("error", () => {});
    stream.once("close", () => codes.push(stream.rstCode));
    await once(stream, "response");
    await expect.poll(() => budget.unreadBytes).toBe(Math.min(2, index + 1) * answerBytes);
  }
  await expect.poll(() => codes).toEqual([11, 11, 11]);
  expect([cuts.count, session.destroyed]).toEqual([3, false]);
  session.destroy();
  await expect.poll(() => budget.unreadBytes).toBe(0);
});
