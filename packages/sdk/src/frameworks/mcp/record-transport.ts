// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventStatus, Severity } from "@chaukas/spec-common";
import { isJson, type Json, jsonOf, textOf } from "../../model/json.js";
import type { Operation, Scope } from "../../scope/scope.js";
import { beginOperation } from "../operations/begin-operation.js";

/** What is used of a transport of `@modelcontextprotocol/sdk`. */
export interface McpTransport {
  send(message: unknown, ...rest: unknown[]): Promise<void>;
  readonly sessionId?: string | undefined;
  onmessage?: ((message: unknown, ...rest: unknown[]) => void) | undefined;
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
}

/** What is known of the server of a transport. */
export interface McpServerInfo {
  readonly serverName?: string;
  readonly serverUrl?: string;
}

const unbound = new Set<string | symbol>(["onmessage", "onclose", "onerror", "constructor"]);
const internalError = -32603;

/**
 * Returns a transport that behaves as the given one, and records each request that it sends or receives, until its
 * response, and each error that it reports. A request that is cancelled, or cut off by the end of the connection, ends as such.
 */
export function recordTransport(scope: Scope, transport: McpTransport, known: McpServerInfo): McpTransport {
  // Both sides number their requests on their own.
  const sent = new Map<unknown, Pending>();
  const received = new Map<unknown, Pending>();
  const sending = createTurns();
  const receiving = createTurns();
  let server = known;
  let protocolVersion = "";

  async function begin(pending: Map<unknown, Pending>, request: Json, extra?: unknown): Promise<Operation> {
    const { method, params, id } = request;
    const version = protocolVersion || versionOfHttp(extra);
    const operation = await beginOperation(scope, "mcp", {
      ...server,
      operation: String(method),
      requestId: String(id),
      ...(version === undefined ? {} : { protocolVersion: version }),
      ...(transport.sessionId === undefined ? {} : { sessionId: transport.sessionId }),
      ...(params === undefined ? {} : { request: params }),
    });
    pending.set(id, { operation, method });
    return operation;
  }

  function finish(pending: Map<unknown, Pending>, response: Json): void {
    const { operation, method } = pending.get(response["id"]) ?? {};
    pending.delete(response["id"]);
    if (operation === undefined) {
      return;
    }
    const { error, result } = response;
    if (isJson(error)) {
      settle(operation.fail(errorOf(error)));
      return;
    }
    if (method === "initialize") {
      protocolVersion = textOf(jsonOf(result)["protocolVersion"]) ?? "";
      const serverName = known.serverName ?? textOf(jsonOf(jsonOf(result)["serverInfo"])["name"]);
      server = { ...known, ...(serverName === undefined ? {} : { serverName }) };
    }
    // What has become known meanwhile.
    const value = {
      ...server,
      ...(protocolVersion === "" ? {} : { protocolVersion }),
      ...(transport.sessionId === undefined ? {} : { sessionId: transport.sessionId }),
    };
    const isFailed = jsonOf(result)["isError"] === true;
    settle(
      operation.end(result, {
        content: { case: "mcpCall", value },
        ...(isFailed ? { status: EventStatus.FAILED, severity: Severity.ERROR } : {}),
      }),
    );
  }

  function cancel(pending: Map<unknown, Pending>, notification: Json): void {
    const { requestId, reason } = jsonOf(notification["params"]);
    const { operation } = pending.get(requestId) ?? {};
    pending.delete(requestId);
    operation &&
      settle(operation.fail(reason ?? "cancelled", { status: EventStatus.CANCELLED, severity: Severity.WARN }));
  }

  function close(): void {
    for (const { operation } of [...sent.values(), ...received.values()]) {
      settle(operation.fail(new Error("the connection was closed before the response")));
    }
    sent.clear();
    received.clear();
  }

  /** Tells the user of the transport what a message or the end of the connection threw, which arrives later. */
  function report(error: unknown): void {
    transport.onerror?.(error instanceof Error ? error : new Error(String(error)));
  }

  function send(message: unknown, ...rest: unknown[]): Promise<void> {
    const json = jsonOf(message);
    if (!isRequest(json)) {
      return sending(undefined, () => {
        settleBy(json, sent, received);
        return transport.send(message, ...rest);
      });
    }
    return sending(begin(sent, json), async (operation) => {
      try {
        await operation.scope.run(() => transport.send(message, ...rest));
      } catch (error) {
        sent.delete(json["id"]);
        settle(operation.fail(error));
        throw error;
      }
    });
  }

  function receive(
    deliver: (message: unknown, ...rest: unknown[]) => void,
    message: unknown,
    ...rest: unknown[]
  ): void {
    const json = jsonOf(message);
    if (!isRequest(json)) {
      receiving(undefined, () => {
        settleBy(json, received, sent);
        deliver(message, ...rest);
      }).catch(report);
      return;
    }
    receiving(begin(received, json, rest[0]), ({ scope: inner }) => inner.run(() => deliver(message, ...rest))).catch(
      (error: Error) => {
        // In audit mode, nothing is done that cannot be recorded.
        const response = { jsonrpc: "2.0", id: json["id"], error: { code: internalError, message: error.message } };
        transport.send(response).catch(() => {});
      },
    );
  }

  /** Ends what a message ends that is no request: a request of the same side, or one of the other side. */
  function settleBy(message: Json, ofSender: Map<unknown, Pending>, ofReceiver: Map<unknown, Pending>): void {
    if (message["method"] === "notifications/cancelled") {
      cancel(ofSender, message);
    } else if (message["method"] === undefined) {
      finish(ofReceiver, message);
    }
  }

  /** Returns what is called in the place of a listener. */
  const listeners = {
    onmessage:
      (listener: Listener): Listener =>
      (message, ...rest) =>
        receive(listener, message, ...rest),
    onclose:
      (listener: Listener): Listener =>
      () => {
        // After the messages that came before it.
        receiving(undefined, () => {
          close();
          listener();
        }).catch(report);
      },
    onerror:
      (listener: Listener): Listener =>
      (error) => {
        settle(scope.error(error));
        listener(error);
      },
  };

  return new Proxy(transport, {
    get(target, key) {
      if (key === "send") {
        return send;
      }
      const member = Reflect.get(target, key, target) as unknown;
      // Methods may use private members, which the proxy does not have.
      return typeof member === "function" && !unbound.has(key) ? member.bind(target) : member;
    },
    set(target, key, value: unknown) {
      const own =
        typeof value === "function" && Object.hasOwn(listeners, key)
          ? listeners[key as "onclose"](value as Listener)
          : value;
      return Reflect.set(target, key, own, target);
    },
  });
}

type Listener = (...args: readonly unknown[]) => void;

interface Pending {
  readonly operation: Operation;
  readonly method: unknown;
}

/**
 * Returns a function that calls others one after the other, each when what it needs is ready, so that a message does not
 * overtake one whose start is being recorded.
 */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <Value, Result>(needed: Value | Promise<Value>, call: (value: Value) => Result | Promise<Result>) => {
    const before = last;
    const ready = Promise.resolve(needed);
    last = before.then(() => ready).catch(() => {});
    return last.then(() => ready).then(call);
  };
}

/** Nobody waits for the end of a request: what cannot be recorded is reported to `onRejected` or `onFault`. */
function settle(ended: Promise<boolean>): void {
  ended.catch(() => {});
}

function isRequest(message: Json): boolean {
  return message["method"] !== undefined && message["id"] !== undefined;
}

function errorOf({ code, message }: Json): Error {
  return Object.assign(new Error(String(message)), { code: String(code), stack: "" });
}

/** A server without sessions learns the version from each request. */
function versionOfHttp(extra: unknown): string | undefined {
  const headers = jsonOf(jsonOf(jsonOf(extra)["requestInfo"])["headers"]);
  return textOf(headers["mcp-protocol-version"]);
}
