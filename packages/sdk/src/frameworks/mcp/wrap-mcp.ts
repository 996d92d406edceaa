// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Scope } from "../../scope/scope.js";
import { type McpTransport, recordTransport } from "./record-transport.js";

/** What is used of `Client`, `Server` and `McpServer` of `@modelcontextprotocol/sdk`. */
export interface McpPeer {
  connect(...args: never[]): Promise<void>;
}

/** Options of {@link wrapMcp}. */
export interface WrapMcpOptions {
  /** Name of the server. Default: what the server says when it is initialized. */
  readonly serverName?: string;
  /** Address of the server. Default: none. */
  readonly serverUrl?: string;
}

type Connect = (transport: McpTransport, ...rest: unknown[]) => Promise<void>;

const wrapped = new WeakSet<object>();

/**
 * Makes a `Client`, a `Server` or an `McpServer` of `@modelcontextprotocol/sdk` record its requests, and returns it: all
 * that it sends and all that it answers, such as calls of tools, with parameters, result or error, the session and the
 * version of the protocol. Call it before `connect`. Requests are recorded in the scope that is current when they are sent
 * or arrive, and handlers of a server run in the scope of their request.
 */
export function wrapMcp<Peer extends McpPeer>(scope: Scope, peer: Peer, options: WrapMcpOptions = {}): Peer {
  if (!wrapped.has(peer)) {
    wrapped.add(peer);
    const connect = peer.connect.bind(peer) as unknown as Connect;
    const recorded: Connect = (transport, ...rest) => connect(recordTransport(scope, transport, options), ...rest);
    (peer as { connect: unknown }).connect = recorded;
  }
  return peer;
}
