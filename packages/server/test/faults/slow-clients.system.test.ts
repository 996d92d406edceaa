// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { connect as connectHttp2 } from "node:http2";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { readEventIds } from "../events/read-event-ids.js";
import { readMetric } from "../http/read-metric.js";
import { untilClosed } from "../http/until-closed.js";
import { findLoggedFaults } from "../served/find-logged-faults.ts";
import { sendEvent } from "../served/send-event.js";
import { startTestServer } from "../served/start-test-server.js";

const flags = ["--header-timeout-seconds", "2", "--request-timeout-seconds", "3", "--idle-timeout-seconds", "2"];
const heads = [
  "",
  "POST /v1/ev",
  "POST /v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n",
  'POST /v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"event_id":"slow"',
  "POST /v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n",
  "PRI * HTTP/2.0\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0",
];

it("serves others while 350 clients trickle headers and bodies, and disconnects those", async () => {
  const server = await startTestServer({ flags });
  const sockets = Array.from({ length: 350 }, (_, index) => openSlowly(server.port, heads[index % heads.length] ?? ""));
  const closed = Promise.all(sockets.map((socket) => untilClosed(socket)));
  for (let index = 0; index < 20; index++) {
    expect((await sendEvent(server.url, `event-${index}`)).status).toBe(202);
    await sleep(50);
  }
  await closed;
  expect(await readEventIds(server.url)).toHaveLength(20);
  // The connection that reads the metric is open itself.
  await expect.poll(() => readMetric(server.url, "chaukas_open_connections"), { timeout: 10_000 }).toBeLessThan(5);
  expect(findLoggedFaults(server.log)).toEqual([]);
}, 180_000);

it("cancels HTTP/2 streams whose bodies trickle, and keeps the session for others", async () => {
  const server = await startTestServer({ flags: ["--request-timeout-seconds", "2"] });
  const session = connectHttp2(server.url);
  const endings = Array.from({ length: 50 }, async (_, index) => {
    const headers = { ":method": "POST", ":path": "/v1/events", "content-type": "application/json" };
    const stream = session.request(headers);
    stream.on("error", () => {});
    stream.write(`{"event_id":"slow-${index}"`);
    const drops = setInterval(() => stream.write(" "), 100);
    await untilClosed(stream);
    clearInterval(drops);
    return stream.rstCode !== 0;
  });
  expect((await sendEvent(server.url, "quick")).status).toBe(202);
  expect(await Promise.all(endings)).toEqual(Array.from({ length: 50 }, () => true));
  const health = session.request({ ":path": "/healthz" });
  const [head] = await once(health, "response");
  expect(head[":status"]).toBe(200);
  session.destroy();
  expect(await readEventIds(server.url)).toEqual(["quick"]);
}, 180_000);

it("stops quickly if all its clients are silent, although running calls would get half a minute", async () => {
  const server = await startTestServer({ flags: ["--drain-seconds", "3600"] });
  const halfFrame = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0\0\0\x08\x01\x05\0\0\0\x01";
  for (const head of ["", "PRI * HTTP/2.0\r\n", halfFrame, "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n"]) {
    const socket = connect(server.port, "127.0.0.1");
    socket.on("error", () => {}).resume();
    socket.write(head, "latin1");
  }
  await expect.poll(() => readMetric(server.url, "chaukas_open_connections")).toBeGreaterThan(3);
  expect(await server.stop()).toBe(0);
}, 120_000);

/** Sends the start of a request, and then single bytes at intervals. */
function openSlowly(port: number, head: string): Socket {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {}).resume();
  socket.write(head, "latin1");
  const drops = setInterval(() => head !== "" && !socket.destroyed && socket.write("x"), 300);
  socket.on("close", () => clearInterval(drops));
  return socket;
}
