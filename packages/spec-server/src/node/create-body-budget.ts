// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { AsyncLocalStorage } from "node:async_hooks";
import type { EventEmitter } from "node:events";
import type { Compression, UniversalServerRequest } from "@connectrpc/connect/protocol";
import { limitError } from "../errors/limit-error.js";

/** Limits the bytes of request bodies held at the same time, both as received and decompressed. */
export interface BodyBudget {
  /** Serves one call. Its bytes are released when its response closes, whether or not it succeeded. */
  serve<T>(response: Pick<EventEmitter, "once">, call: () => T): T;
  /**
   * Sets the owner of the bytes of the current call. One owner gets at most half of the budget. Undefined for no owner.
   */
  setOwner(owner: string | undefined): void;
  /** Returns the request of the current call, with a body that is counted as it is read and decompressed. */
  countBody(request: UniversalServerRequest): UniversalServerRequest;
  /** Encodings whose decompressed bytes count for calls whose bodies count. */
  readonly compressions: readonly Compression[];
}

/** The bytes that one call holds. */
interface Share {
  bytes: number;
  isCounted: boolean;
  owner: string | undefined;
}

/**
 * Creates a budget. Bytes beyond it, or beyond the half of an owner, are refused with `resource_exhausted`, except
 * for a call that is alone, or the only one of its owner: a body larger than the budget would otherwise be retried
 * forever.
 */
export function createBodyBudget(
  maxBytes: number,
  compressions: readonly Compression[],
  onRefused: () => void = () => {},
): BodyBudget {
  const current = new AsyncLocalStorage<Share>();
  const heldByOwner = new Map<string, number>();
  let held = 0;

  const add = ({ owner }: Share, bytes: number) => {
    held += bytes;
    if (owner !== undefined) {
      const own = (heldByOwner.get(owner) ?? 0) + bytes;
      own === 0 ? heldByOwner.delete(owner) : heldByOwner.set(owner, own);
    }
  };
  const hasRoom = ({ owner, bytes: own }: Share, bytes: number) => {
    const ofOwner = owner === undefined ? 0 : (heldByOwner.get(owner) ?? 0);
    return (
      (held + bytes <= maxBytes || held === own) &&
      (owner === undefined || ofOwner + bytes <= maxBytes / 2 || ofOwner === own)
    );
  };
  const take = (share: Share | undefined, bytes: number) => {
    if (!share?.isCounted) {
      return;
    }
    if (!hasRoom(share, bytes)) {
      onRefused();
      throw limitError("server: too many bytes of request bodies in memory; try again", { retryAfterSeconds: 1 });
    }
    share.bytes += bytes;
    add(share, bytes);
  };

  return {
    serve(response, call) {
      const share: Share = { bytes: 0, isCounted: false, owner: undefined };
      response.once("close", () => {
        share.isCounted = false;
        add(share, -share.bytes);
      });
      return current.run(share, call);
    },
    setOwner(owner) {
      const share = current.getStore();
      if (share !== undefined && share.bytes === 0) {
        share.owner = owner;
      }
    },
    countBody(request) {
      const share = current.getStore();
      if (share !== undefined) {
        share.isCounted = true;
      }
      return {
        ...request,
        body: countChunks(request.body as AsyncIterable<Uint8Array>, (bytes) => take(share, bytes)),
      };
    },
    compressions: compressions.map((compression) => ({
      ...compression,
      async decompress(bytes, readMaxBytes) {
        const plain = await compression.decompress(bytes, readMaxBytes);
        take(current.getStore(), plain.length);
        return plain;
      },
    })),
  };
}

async function* countChunks(
  body: AsyncIterable<Uint8Array>,
  count: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  for await (const chunk of body) {
    count(chunk.length);
    yield chunk;
  }
}
