// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { ServerStartError } from "../errors/server-start-error.js";
import { createHttp2Server, type ListenerLimits } from "./create-http2-server.js";
import type { NodeHandler } from "./create-request-listener.js";

/** Certificate and private key, in PEM. */
export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** One port that speaks HTTP/1.1 and HTTP/2. */
export interface Listener {
  readonly server: Server;
  /** Takes no more connections, tells open ones to end, and resolves when all have, or were cut after the time. */
  drain(timeoutMs: number): Promise<void>;
  /** Number of open connections. */
  connections(): number;
}

/**
 * Makes a server for HTTP/1.1 and HTTP/2: without TLS told apart by the first bytes, since gRPC begins with HTTP/2
 * without asking (prior knowledge), with TLS by ALPN.
 *
 * The server that listens is the one of HTTP/1.1, so that Node watches its time limits and idle connections; what it
 * would do with a new connection waits until the protocol is known.
 */
export function createListener(limits: ListenerLimits, handler: NodeHandler, tls?: TlsFiles): Listener {
  const sockets = new Set<Socket>();
  const { server: http2, sessions, cutIdle } = createHttp2Server(limits, handler);
  const headerTimeoutMs = limits.headerTimeoutSeconds * 1000;
  const requestTimeoutMs = limits.requestTimeoutSeconds * 1000;
  const options = {
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: Math.min(headerTimeoutMs, requestTimeoutMs),
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: limits.idleTimeoutSeconds * 1000,
    connectionsCheckingInterval: Math.min(1000, headerTimeoutMs),
  };
  let draining = false;
  const answer: NodeHandler = (request, response) => {
    if (draining) {
      response.setHeader("connection", "close");
    }
    handler(request, response);
  };
  const server =
    tls === undefined
      ? createServer(options, answer)
      : createHttpsServer(
          { ...options, ...tls, ALPNProtocols: ["h2", "http/1.1"], handshakeTimeout: headerTimeoutMs },
          answer,
        );
  server.maxConnections = limits.maxConnections;
  // Cuts a connection on which nothing moves while an answer is under way: a client that does not read it.
  server.timeout = (limits.requestTimeoutSeconds + limits.idleTimeoutSeconds) * 1000;

  const accepted = tls === undefined ? "connection" : "secureConnection";
  const serveHttp1 = server.listeners(accepted) as ((socket: Socket) => void)[];
  server.removeAllListeners(accepted);
  const hand = (socket: Socket, protocol: "h1" | "h2") => {
    if (protocol === "h2") {
      // A peer that has closed its side is gone, other than one of HTTP/1.1, which may still wait for an answer.
      socket.allowHalfOpen = false;
      http2.emit("connection", socket);
    } else {
      for (const serve of serveHttp1) {
        serve.call(server, socket);
      }
    }
  };
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on(accepted, (socket: Socket) => {
    if (tls === undefined) {
      sniffProtocol(socket, headerTimeoutMs, (protocol) => hand(socket, protocol));
    } else {
      hand(socket, (socket as TLSSocket).alpnProtocol === "h2" ? "h2" : "h1");
    }
  });
  const destroy = () => {
    for (const socket of sockets) {
      socket.destroy();
    }
  };
  const drain = async (timeoutMs: number) => {
    draining = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const session of sessions) {
      session.close();
    }
    // A connection of HTTP/1.1 becomes idle when its answer is sent, and would stay open.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    // Sessions of HTTP/2 end by themselves when their peers have heard GOAWAY, unless these do not listen.
    const cutSilent = setInterval(cutIdle, 1000);
    const cut = setTimeout(destroy, timeoutMs);
    await closed;
    clearInterval(sweep);
    clearInterval(cutSilent);
    clearTimeout(cut);
  };
  return { server, drain, connections: () => sockets.size };
}

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

const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1");

/**
 * Tells from the first bytes of a connection whether it speaks HTTP/2 (RFC 9113, section 3.4), and leaves them to be
 * read again. Everything else counts as HTTP/1.1, whose parser answers what is neither with status 400. A connection
 * that does not say enough within the time is cut.
 */
function sniffProtocol(socket: Socket, timeoutMs: number, found: (protocol: "h1" | "h2") => void): void {
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
