// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { constants, createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type { ServerConfig } from "../config/server-config.js";
import type { NodeHandler } from "./create-request-listener.js";

/** The part of the configuration that guards connections. */
export type ListenerLimits = Pick<
  ServerConfig,
  | "maxConnections"
  | "maxStreams"
  | "maxHeaderBytes"
  | "headerTimeoutSeconds"
  | "requestTimeoutSeconds"
  | "idleTimeoutSeconds"
>;

/** HTTP/2 on sockets that are handed over, with the sessions that are open. */
export interface SessionServer {
  readonly server: Http2Server;
  readonly sessions: ReadonlySet<ServerHttp2Session>;
  /** Cuts the sessions that have no stream. */
  cutIdle(): void;
}

/**
 * Makes an HTTP/2 server that does not listen by itself. It closes sessions without streams, and streams whose
 * request does not arrive whole or whose answer is not read, each after its time.
 */
export function createHttp2Server(limits: ListenerLimits, handler: NodeHandler): SessionServer {
  const sessions = new Set<ServerHttp2Session>();
  const busy = new Set<ServerHttp2Session>();
  const server = createServer(
    {
      settings: { maxConcurrentStreams: limits.maxStreams, maxHeaderListSize: limits.maxHeaderBytes },
      maxHeaderListPairs: 128,
      // Megabytes that one session may take; a window of requests for every stream fits.
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
  // A peer that breaks the protocol loses its session, and nobody else notices.
  server.on("sessionError", () => {});
  const cutIdle = () => {
    for (const session of sessions) {
      if (!busy.has(session)) {
        session.destroy();
      }
    }
  };
  return { server, sessions, cutIdle };
}

/** Keeps the session among the busy ones while it has streams, and closes it when it has had none for long. */
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

/** Says GOAWAY, and cuts the connection of a peer that does not go. */
function closeSession(session: ServerHttp2Session): void {
  session.close();
  const timer = setTimeout(() => session.destroy(), 1000);
  session.once("close", () => clearTimeout(timer));
}

/** Time for what ends an answer to reach the peer, before the rest of an unread request is refused. */
const answerGraceMs = 1000;

function guardStream(stream: ServerHttp2Stream, limits: ListenerLimits): void {
  const cancel = () => stream.close(constants.NGHTTP2_CANCEL);
  const timer = setTimeout(cancel, limits.requestTimeoutSeconds * 1000);
  stream.once("end", () => clearTimeout(timer));
  stream.once("close", () => clearTimeout(timer));
  stream.once("finish", () => {
    // A peer that was answered early, as one whose body is too large, waits for leave to send the rest (RFC 9113 §8.1).
    const refuseRest = setTimeout(() => {
      stream.close(constants.NGHTTP2_NO_ERROR);
      // A stream with something that nobody has read would otherwise stay, and take a place of its session's.
      stream.destroy();
    }, answerGraceMs);
    stream.once("close", () => clearTimeout(refuseRest));
  });
  stream.setTimeout(limits.idleTimeoutSeconds * 1000, () => {
    // A stream that waits for news has nothing to send; one with something to send has a peer that does not read.
    if (stream.writableLength > 0) {
      cancel();
    }
  });
}
