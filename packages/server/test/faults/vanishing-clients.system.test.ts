// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { connect as connectHttp2 } from "node:http2";
import { connect } from "node:net";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { expect, it } from "vitest";
import { makeEvent } from "../events/make-event.js";
import { createRandom } from "../events/random.ts";
import { readEventIds } from "../events/read-event-ids.js";
import { readMetric } from "../http/read-metric.js";
import { untilClosed } from "../http/until-closed.js";
import { findLoggedFaults } from "../served/find-logged-faults.ts";
import { sendEvent } from "../served/send-event.js";
import { startTestServer } from "../served/start-test-server.js";

it("stores whole events or nothing from clients that vanish, and releases their resources", async () => {
  const server = await startTestServer();
  const random = createRandom(20_261_122);
  expect((await sendEvent(server.url, "first")).status).toBe(202);
  const before = await readMetric(server.url, "process_open_fds");
  const whole = new Set(["first", "last"]);
  for (let round = 0; round < 20; round++) {
    await Promise.all(
      Array.from({ length: 25 }, (_, index) => vanish(server.port, `event-${round}-${index}`, random, whole)),
    );
  }
  expect((await sendEvent(server.url, "last")).status).toBe(202);
  const stored = await readEventIds(server.url);
  expect(stored.filter((eventId) => !whole.has(eventId))).toEqual([]);
  expect(stored).toContain("last");
  await expect.poll(() => readMetric(server.url, "chaukas_running_calls"), { timeout: 10_000 }).toBe(0);
  await expect.poll(() => readMetric(server.url, "chaukas_pending_bytes")).toBe(0);
  await expect.poll(() => readMetric(server.url, "chaukas_open_connections"), { timeout: 10_000 }).toBeLessThan(5);
  await expect.poll(() => readMetric(server.url, "process_open_fds")).toBeLessThan(before + 10);
  expect(findLoggedFaults(server.log)).toEqual([]);
}, 180_000);

it("continues after HTTP/2 sessions vanish during many calls", async () => {
  const server = await startTestServer();
  for (let round = 0; round < 10; round++) {
    const session = connectHttp2(server.url).on("error", () => {});
    for (let call = 0; call < 100; call++) {
      const stream = session.request({ ":method": "POST", ":path": "/v1/query", "content-type": "application/json" });
      stream.on("error", () => {});
      call % 2 === 0 ? stream.end("{}") : stream.write("{");
      if (call % 10 === 0) {
        stream.close(8);
      }
    }
    await once(session, "remoteSettings");
    session.destroy();
  }
  expect((await sendEvent(server.url, "after")).status).toBe(202);
  await expect.poll(() => readMetric(server.url, "chaukas_running_calls"), { timeout: 10_000 }).toBe(0);
  await expect.poll(() => readMetric(server.url, "chaukas_open_connections"), { timeout: 10_000 }).toBeLessThan(5);
  expect(findLoggedFaults(server.log)).toEqual([]);
}, 180_000);

/** Sends a request or a part of it and disconnects: gracefully, halfway, or with a reset. */
async function vanish(port: number, eventId: string, random: ReturnType<typeof createRandom>, whole: Set<string>) {
  const body = eventToJsonString(makeEvent({ eventId }));
  const head = `POST /v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  const request = head + body;
  const length = random.chance(0.3) ? request.length : random.integer(request.length);
  if (length === request.length) {
    whole.add(eventId);
  }
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  await once(socket, "connect");
  const closed = untilClosed(socket);
  await new Promise((resolve) => socket.write(request.slice(0, length), resolve));
  random.pick([() => socket.destroy(), () => socket.resetAndDestroy(), () => socket.resume().end()])();
  await closed;
}
