// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Socket } from "node:net";

const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1");

/**
 * Tells from the first bytes of a connection whether it speaks HTTP/2 (RFC 9113, section 3.4), and leaves them to be
 * read again. Everything else counts as HTTP/1.1, whose parser answers what is neither with status 400. A connection
 * that does not say enough within the time is cut.
 */
export function sniffProtocol(socket: Socket, timeoutMs: number, found: (protocol: "h1" | "h2") => void): void {
  // The server keeps connections open of which the client has closed its half.
  const cut = () => socket.destroy();
  const timer = setTimeout(cut, timeoutMs);
  let seen = Buffer.alloc(0);
  // Without a listener, a connection that is reset now would end the process.
  const ignoreError = () => {};
  const leave = () => socket.destroy();
  const stop = () => {
    clearTimeout(timer);
    socket.off("readable", read);
    socket.off("end", cut);
    socket.off("end", leave);
    socket.off("close", stop);
  };
  const read = () => {
    const bytes = socket.read() as Buffer | null;
    if (bytes === null) {
      return;
    }
    // Not put back before the decision, since that would make the socket readable again, without an end.
    seen = Buffer.concat([seen, bytes]);
    const length = Math.min(seen.length, preface.length);
    const matches = seen.subarray(0, length).equals(preface.subarray(0, length));
    if (!matches || length === preface.length) {
      stop();
      socket.unshift(seen);
      found(matches ? "h2" : "h1");
      socket.off("error", ignoreError);
    }
  };
  socket.on("error", ignoreError);
  socket.on("readable", read);
  socket.on("end", cut);
  socket.on("end", leave);
  socket.on("close", stop);
}
