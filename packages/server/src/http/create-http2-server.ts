// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { constants, createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type { ServerConfig } from "../config/server-config.js";
import type { NodeHandler } from "./create-request-listener.js";

/** The settings that limit connections. */
export type ListenerLimits = Pick<
  ServerConfig,
  | "maxConnections"
  | "maxStreams"
  | "maxHeaderBytes"
  | "headerTimeoutSeconds"
  | "requestTimeoutSeconds"
  | "idleTimeoutSeconds"
>;

/** HTTP/2 server on sockets passed to it, with its open sessions. */
export interface SessionServer {
  readonly server: Http2Server;
  readonly sessions: ReadonlySet<ServerHttp2Session>;
  /** Destroys the sessions that have no stream. */
  destroyIdle(): void;
}

/**
 * Creates an HTTP/2 server that does not listen itself. It closes sessions without streams after the idle timeout,
 * streams whose request has not arrived completely after the request timeout, and streams whose response is not read
 * after the idle timeout.
 */
export function createHttp2Server(limits: ListenerLimits, handler: NodeHandler): SessionServer {
  const sessions = new Set<ServerHttp2Session>();
  const busy = new Set<ServerHttp2Session>();
  const server = createServer(
    {
      settings: { maxConcurrentStreams: limits.maxStreams, maxHeaderListSize: limits.maxHeaderBytes },
      maxHeaderListPairs: 128,
      // In megabytes; enough for a flow-control window of request data on every stream.
      maxSessionMemory: 64,
      maxSessionRejectedStreams: 100,
    },
    handler,
  );
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
    guardSession(session, busy, limits);
  });
  server.on("stream", (stream) => guardStream(stream, limits));
  // A peer that violates the protocol loses its session; without a listener, the error would end the process.
  server.on("sessionError", () => {});
  const destroyIdle = () => {
    for (const session of sessions) {
      if (!busy.has(session)) {
        session.destroy();
      }
    }
  };
  return { server, sessions, destroyIdle };
}

/** Tracks the session as busy while it has streams, and closes it after the idle timeout without one. */
function guardSession(
  session: ServerHttp2Session,
  busy: Set<ServerHttp2Session>,
  { idleTimeoutSeconds }: ListenerLimits,
): void {
  let streams = 0;
  let idle: NodeJS.Timeout | undefined;
  const becomeIdle = () => {
    busy.delete(session);
    idle = setTimeout(() => closeSession(session), idleTimeoutSeconds * 1000);
  };
  session.on("stream", (stream) => {
    clearTimeout(idle);
    busy.add(session);
    streams += 1;
    stream.once("close", () => {
      streams -= 1;
      if (streams === 0 && !session.destroyed) {
        becomeIdle();
      }
    });
  });
  session.once("close", () => {
    clearTimeout(idle);
    busy.delete(session);
  });
  becomeIdle();
}

/** Sends GOAWAY, and destroys the session if the peer does not close it within a second. */
function closeSession(session: ServerHttp2Session): void {
  session.close();
  const timer = setTimeout(() => session.destroy(), 1000);
  session.once("close", () => clearTimeout(timer));
}

/** Time for the end of a response to reach the peer, before the rest of an unread request is refused. */
const responseGraceMs = 1000;

function guardStream(stream: ServerHttp2Stream, limits: ListenerLimits): void {
  const cancel = () => stream.close(constants.NGHTTP2_CANCEL);
  const timer = setTimeout(cancel, limits.requestTimeoutSeconds * 1000);
  stream.once("end", () => clearTimeout(timer));
  stream.once("close", () => clearTimeout(timer));
  stream.once("finish", () => {
    // A peer that got an early response, such as for a body that is too large, may still wait to send the rest
    // (RFC 9113 §8.1).
    const refuseRest = setTimeout(() => {
      stream.close(constants.NGHTTP2_NO_ERROR);
      // A stream with unread data would otherwise stay open and count towards the session's limit.
      stream.destroy();
    }, responseGraceMs);
    stream.once("close", () => clearTimeout(refuseRest));
  });
  stream.setTimeout(limits.idleTimeoutSeconds * 1000, () => {
    // A watching stream has nothing to send; if something is waiting to be sent, the peer does not read.
    if (stream.writableLength > 0) {
      cancel();
    }
  });
}
