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

/** A server for HTTP/1.1 and HTTP/2 on one port. */
export interface Listener {
  readonly server: Server;
  /** Stops accepting connections, asks open ones to close, destroys the rest after the timeout, and then resolves. */
  drain(timeoutMs: number): Promise<void>;
  /** Returns the number of open connections. */
  connections(): number;
}

/**
 * Creates a server for HTTP/1.1 and HTTP/2. With TLS, ALPN selects the protocol. Without TLS, the first bytes identify
 * it, since gRPC starts HTTP/2 with prior knowledge.
 *
 * The HTTP/1.1 server is the one that listens, so that Node enforces its timeouts and tracks idle connections. Its own
 * handling of a new connection is deferred until the protocol is known.
 */
export function createListener(limits: ListenerLimits, handler: NodeHandler, tls?: TlsFiles): Listener {
  const sockets = new Set<Socket>();
  // With TLS, the connections inside the sockets, whose counts exclude the handshake.
  const connections = new Set<Socket>();
  const { server: http2, sessions, destroyIdle } = createHttp2Server(limits, handler);
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
  // Closes a connection on which no data moves while a response is being sent: its client does not read.
  server.timeout = (limits.requestTimeoutSeconds + limits.idleTimeoutSeconds) * 1000;

  const accepted = tls === undefined ? "connection" : "secureConnection";
  const serveHttp1 = server.listeners(accepted) as ((socket: Socket) => void)[];
  server.removeAllListeners(accepted);
  const hand = (socket: Socket, protocol: "h1" | "h2") => {
    if (protocol === "h2") {
      // Over HTTP/2, a peer that has closed its side is gone; over HTTP/1.1, it may still wait for a response.
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
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
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
    // An HTTP/1.1 connection becomes idle once its response is sent, and would stay open. For Node, one without any
    // request is not idle: clients and load balancers open those in advance.
    const sweep = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of [...sockets, ...connections]) {
        if (socket.bytesRead === 0) {
          socket.destroy();
        }
      }
    }, 50);
    // HTTP/2 peers close their sessions after GOAWAY, unless they ignore it.
    const sweepSessions = setInterval(destroyIdle, 1000);
    const timer = setTimeout(destroy, timeoutMs);
    await closed;
    clearInterval(sweep);
    clearInterval(sweepSessions);
    clearTimeout(timer);
  };
  return { server, drain, connections: () => sockets.size };
}

/** Starts listening and resolves with the port. Rejects with a `ServerStartError` if that is not possible. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) => {
      const remedy =
        cause.code === "EADDRINUSE"
          ? "stop the process that is listening there, or choose another port"
          : "check host and port";
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
 * Detects from the first bytes of a connection whether it speaks HTTP/2 (RFC 9113, section 3.4), and puts them back.
 * Everything else counts as HTTP/1.1, whose parser answers other protocols with status 400. A connection that does not
 * send enough bytes within the timeout is closed.
 */
function sniffProtocol(socket: Socket, timeoutMs: number, found: (protocol: "h1" | "h2") => void): void {
  // The server allows half-open connections, so a client that closes its side has to be handled here.
  const cut = () => socket.destroy();
  const timer = setTimeout(cut, timeoutMs);
  let seen = Buffer.alloc(0);
  // Without a listener, a connection reset at this point would end the process.
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
    // Put back only after the decision; earlier, it would make the socket readable again, endlessly.
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
