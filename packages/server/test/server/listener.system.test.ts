// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { request as sendHttps } from "node:https";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { generate } from "selfsigned";
import { afterEach, expect, it } from "vitest";
import { defaultServerConfig } from "../../src/config/settings.js";
import type { ListenerLimits } from "../../src/http/create-http2-server.js";
import { createListener, type Listener, listen, type TlsFiles } from "../../src/http/create-listener.js";
import type { NodeHandler } from "../../src/http/create-request-listener.js";
import { getHttp2, openHttp2 } from "../http/call-http2.js";
import { exchangeBytes } from "../http/exchange-bytes.js";

const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const echo: NodeHandler = (request, response) => response.end(`${request.httpVersion} ${request.url}`);

let listener: Listener | undefined;
afterEach(() => listener?.drain(0));

async function start(limits: Partial<ListenerLimits> = {}, handler: NodeHandler = echo, tls?: TlsFiles) {
  const created = createListener({ ...defaultServerConfig, ...limits }, handler, tls);
  listener = created;
  const port = await listen(created.server, "127.0.0.1", 0);
  return { ...created, port, url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}` };
}

async function openSockets(port: number, count: number): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => connect(port, "127.0.0.1").on("error", () => {}));
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  return sockets;
}

it("answers HTTP/1.1 and HTTP/2 on one port", async () => {
  const { url } = await start();
  expect(await (await fetch(`${url}/a`)).text()).toBe("1.1 /a");
  const session = await openHttp2(url);
  expect(await getHttp2(session, "/b")).toBe("2.0 /b");
  session.close();
});

it("accepts a request that arrives byte by byte", async () => {
  const { port } = await start();
  const request = "GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  expect(await exchangeBytes(port, ...request)).toContain("1.1 /slow");
  const settings = new Uint8Array([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  const goaway = new Uint8Array([0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const answer = await exchangeBytes(port, ...preface, settings, goaway);
  expect(answer.charCodeAt(3), "the first frame is SETTINGS").toBe(4);
});

it("answers anything other than HTTP with status 400, and disconnects", async () => {
  const { port, url } = await start();
  const hello = new Uint8Array([0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3]);
  for (const bytes of ["\0\0\0\0\0\0", "PRAY * HTTP/2.0\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", hello]) {
    expect(await exchangeBytes(port, bytes), JSON.stringify(bytes)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  }
  expect(await exchangeBytes(port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${"y".repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  );
  expect(await (await fetch(url)).text()).toBe("1.1 /");
});

it("disconnects only the HTTP/2 peer that violates the protocol", async () => {
  const { port, url } = await start();
  const session = await openHttp2(url);
  await exchangeBytes(port, preface, "this is no frame at all, whatever one might think of it");
  expect(await getHttp2(session, "/still-here")).toBe("2.0 /still-here");
  session.close();
});

it("drains without waiting for connections on which nothing was sent", async () => {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], { algorithm: "sha256" });
  for (const tls of [undefined, { cert: Buffer.from(cert), key: Buffer.from(key) }]) {
    const { port, drain, connections } = await start({ headerTimeoutSeconds: 600 }, echo, tls);
    await openSockets(port, 2);
    if (tls !== undefined) {
      await once(
        connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false }).on("error", () => {}),
        "session",
      );
    }
    await expect.poll(connections).toBe(tls === undefined ? 2 : 3);
    await drain(600_000);
    await expect.poll(connections).toBe(0);
  }
});

it("disconnects clients that send nothing, half a preface or half of their headers", async () => {
  const { port } = await start({ headerTimeoutSeconds: 1 });
  const answers = await Promise.all(
    ["", preface.slice(0, 10), "GET / HTTP/1.1\r\nHost"].map((start) => exchangeBytes(port, start)),
  );
  expect(answers).toEqual(["", "", expect.stringMatching(/^HTTP\/1\.1 408 /)]);
});

it("disconnects an HTTP/1.1 client whose body does not arrive", async () => {
  const { port } = await start({ headerTimeoutSeconds: 1, requestTimeoutSeconds: 1 }, (request, response) => {
    request.resume().on("end", () => response.end("whole"));
  });
  const head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf";
  expect(await exchangeBytes(port, head)).toMatch(/^HTTP\/1\.1 408 /);
});

it("cancels an HTTP/2 call whose body does not arrive", async () => {
  const { url } = await start({ requestTimeoutSeconds: 1 }, (request, response) => {
    request.resume().on("end", () => response.end("whole"));
  });
  const session = await openHttp2(url);
  const stream = session.request({ ":method": "POST" }, { endStream: false });
  stream.on("error", () => {});
  stream.write("half");
  await once(stream, "close");
  expect(stream.rstCode).not.toBe(0);
  session.close();
});

it("ends an HTTP/2 call that it answers before the body arrives, and tells the client", async () => {
  const { url } = await start({}, (_, response) => response.end("too large"));
  const session = await openHttp2(url);
  const stream = session.request({ ":method": "POST", ":path": "/" });
  stream.setEncoding("utf8").end(Buffer.alloc(1_000_000));
  let answer = "";
  for await (const text of stream) {
    answer += text;
  }
  if (!stream.closed) {
    await once(stream, "close");
  }
  expect([answer, stream.rstCode]).toEqual(["too large", 0]);
  session.close();
});

it("sends GOAWAY to an idle HTTP/2 peer", async () => {
  const { url } = await start({ idleTimeoutSeconds: 1 });
  const session = await openHttp2(url);
  const [code] = await once(session, "goaway");
  expect(code).toBe(0);
});

it("answers while thousands of connections are idle", { timeout: 60_000 }, async () => {
  const { port, url, connections } = await start();
  const sockets: Socket[] = [];
  // In groups that fit into the backlog of the socket.
  while (sockets.length < 2000) {
    sockets.push(...(await openSockets(port, 250)));
  }
  expect(await (await fetch(`${url}/there`)).text()).toBe("1.1 /there");
  await expect.poll(() => connections()).toBeGreaterThanOrEqual(2000);
  for (const socket of sockets) {
    socket.destroy();
  }
});

it("closes connections beyond the limit, and accepts new ones once there is room", async () => {
  const { port, url } = await start({ maxConnections: 2 });
  const sockets = await openSockets(port, 2);
  expect(await exchangeBytes(port, "")).toBe("");
  for (const socket of sockets) {
    socket.destroy();
    await once(socket, "close");
  }
  await expect.poll(async () => (await fetch(url).catch(() => undefined))?.status).toBe(200);
});

it("lets running requests finish when it drains, and accepts no more", async () => {
  const waiting: (() => void)[] = [];
  const { url, drain } = await start({}, (_, response) => {
    waiting.push(() => response.end("finished"));
  });
  const session = await openHttp2(url);
  const answers = [fetch(`${url}/1`).then((answer) => answer.text()), getHttp2(session, "/2")];
  await expect.poll(() => waiting.length).toBe(2);
  const goaway = once(session, "goaway");
  const drained = drain(30_000);
  await goaway;
  await expect(fetch(url)).rejects.toThrow("fetch failed");
  for (const finish of waiting) {
    finish();
  }
  expect(await Promise.all(answers)).toEqual(["finished", "finished"]);
  await drained;
});

it("aborts requests that do not finish within the drain timeout", async () => {
  let asked = false;
  const { url, drain } = await start({}, () => {
    asked = true;
  });
  const answer = fetch(url);
  answer.catch(() => {});
  await expect.poll(() => asked).toBe(true);
  await drain(50);
  await expect(answer).rejects.toThrow("fetch failed");
});

it("speaks HTTP/1.1 and HTTP/2 over TLS", async () => {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }]);
  const { url, port } = await start({}, echo, { cert: Buffer.from(cert), key: Buffer.from(key) });
  const session = await openHttp2(url, { ca: cert, checkServerIdentity: () => undefined });
  expect(await getHttp2(session, "/h2")).toBe("2.0 /h2");
  session.close();
  const request = sendHttps(`${url}/h1`, { ca: cert, checkServerIdentity: () => undefined, agent: false }).end();
  const [response] = await once(request, "response");
  expect(String((await response.toArray())[0])).toBe("1.1 /h1");
  expect(await exchangeBytes(port, "GET / HTTP/1.1\r\n\r\n"), "plain text on a port for TLS").not.toContain("200");
});
