// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parentPort } from "node:worker_threads";
import { hideSqliteWarning } from "../../../package/hide-sqlite-warning.js";
import { isStoreError, type StoreErrorCode } from "../../contract/store-error.js";
import { toStoreError } from "./to-store-error.js";

/** A call from the main thread to another. */
export interface ThreadCall {
  readonly id: number;
  readonly method: string;
  readonly argument: unknown;
}

/** Answer to a call. */
export interface ThreadAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly failure?: {
    readonly code: StoreErrorCode | undefined;
    readonly message: string;
    readonly remedy: string | undefined;
  };
}

/** A message from a thread that is not ready yet. */
export interface ThreadReport {
  readonly progress: unknown;
}

type Method = (argument: never) => unknown;

/**
 * Answers the calls to the current thread, one at a time. The first call is `open`, which sets the thread up and returns
 * its other methods; `close` is the last one. Byte arrays in results are transferred, not copied.
 */
export function serveCalls<Data extends { readonly file: string }>(open: (data: Data) => Record<string, Method>): void {
  const port = parentPort;
  if (port === null) {
    throw new Error("serveCalls: expected to run in a worker thread, got the main thread");
  }
  // Node reports it for each thread, after the modules are loaded.
  hideSqliteWarning();
  let file = "";
  let methods: Record<string, Method> = {
    open(data: Data) {
      file = data.file;
      methods = open(data);
    },
  };
  port.on("message", ({ id, method, argument }: ThreadCall) => {
    try {
      const run = methods[method];
      if (run === undefined) {
        throw new Error(`thread: expected the name of one of its methods, got "${method}"`);
      }
      const result = run(argument as never);
      port.postMessage({ id, result } satisfies ThreadAnswer, transferablesOf(result));
    } catch (thrown) {
      const error = toStoreError(thrown, file);
      const { code, remedy } = isStoreError(error) ? error : {};
      const failure = { code, message: error.message, remedy };
      port.postMessage({ id, failure } satisfies ThreadAnswer);
    }
    if (method === "close") {
      port.close();
    }
  });
}

function transferablesOf(result: unknown): ArrayBuffer[] {
  const members = typeof result === "object" && result !== null ? [result, ...Object.values(result)] : [];
  return members.flatMap((member) => (member instanceof Uint8Array && isWhole(member) ? [member.buffer] : []));
}

/** Small buffers of Node share a pool and must not be transferred. */
function isWhole(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.byteLength;
}
