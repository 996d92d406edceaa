// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { connect } from "node:net";

/** Sends bytes to a loopback port, and resolves with everything received until the server disconnects. */
export async function exchangeBytes(port: number, ...parts: (string | Uint8Array)[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const received: Buffer[] = [];
  socket.on("data", (chunk) => received.push(chunk));
  socket.on("error", () => {});
  await once(socket, "connect");
  for (const part of parts) {
    socket.write(part);
    // Sends each part as a separate segment.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  if (!socket.destroyed) {
    await once(socket, "close");
  }
  return Buffer.concat(received).toString("latin1");
}
