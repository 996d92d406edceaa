// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { connect } from "node:net";
import type { Random } from "../../events/random.ts";

const starts = [
  "",
  "GET / HTTP/9.9\r\n\r\n",
  "GET /healthz HTTP/1.1\r\n\r\n",
  "POST /v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n",
  "POST /v1/events HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
  "POST /v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n",
  `GET / HTTP/1.1\r\n${"x: y\r\n".repeat(5000)}\r\n`,
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0\0\0\x08\x01\x05\0\0\0\x01",
  "PRI * HTTP/1.1\r\n\r\n",
  "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03",
];

/** Sends bytes that are not a valid request, and closes the connection, gracefully or not. */
export function sendGarbage(port: number, random: Random): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.on("close", () => resolve());
    socket.write(Buffer.concat([Buffer.from(random.pick(starts), "latin1"), random.bytes(random.integer(200))]));
    socket.resume();
    const end = random.pick([() => socket.end(), () => socket.destroy(), () => socket.resetAndDestroy()]);
    setTimeout(end, random.integer(20));
    // The server may keep a half-closed connection open for a while.
    setTimeout(() => socket.destroy(), 100).unref();
  });
}
