// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { AddressInfo, Server } from "node:net";
import { ServerStartError } from "../errors/server-start-error.js";

/** Starts to listen, and resolves with the port. Throws a `ServerStartError` when that is not possible. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) => {
      const remedy =
        cause.code === "EADDRINUSE" ? "stop what listens there, or choose another port" : "check host and port";
      reject(
        new ServerStartError("cannot_listen", `${host}:${port}: cannot listen: ${cause.message}`, remedy, { cause }),
      );
    };
    server.once("error", refuse);
    server.listen(port, host, () => {
      server.off("error", refuse);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
