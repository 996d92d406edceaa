// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { constants, type Http2ServerResponse } from "node:http2";
import type { NodeHandler } from "./create-request-listener.js";

/** Limits the bytes of answers that were written, but that callers have not read. */
export interface AnswerBudget {
  /** Returns a handler whose answers count. */
  limit(handler: NodeHandler): NodeHandler;
  /**
   * Sets the owner of the answer to the current request. One owner gets at most half of the budget. Undefined for no
   * owner.
   */
  setOwner(owner: string | undefined): void;
  /** Returns the function that cuts the answer to the current request, unless it is over. */
  takeCut(): () => void;
  /** Bytes that wait at the moment. */
  readonly unreadBytes: number;
}

/** An answer, with its bytes that wait for the caller. */
interface Answer {
  owner: string | undefined;
  bytes: number;
  /** Whether it was cut, or its connection or stream is closed. */
  isOver: boolean;
  destroy(): void;
}

/**
 * Creates a budget. Beyond it, answers are cut, first those that have made no progress for longest. An answer that is
 * the only one, or the only one of its owner, is not cut: callers would ask for it again and again.
 *
 * Bytes count until the operating system has taken them.
 */
export function createAnswerBudget(maxBytes: number, onCut: () => void): AnswerBudget {
  const current = new AsyncLocalStorage<Answer>();
  // In the order of their last progress: the first has waited longest.
  const waiting = new Set<Answer>();
  const unreadByOwner = new Map<string, number>();
  let unreadBytes = 0;

  const count = (answer: Answer, bytes: number) => {
    unreadBytes += bytes;
    answer.bytes += bytes;
    const { owner } = answer;
    if (owner !== undefined) {
      const own = (unreadByOwner.get(owner) ?? 0) + bytes;
      own === 0 ? unreadByOwner.delete(owner) : unreadByOwner.set(owner, own);
    }
  };
  const release = (answer: Answer, bytes: number) => {
    count(answer, -Math.min(bytes, answer.bytes));
    waiting.delete(answer);
    if (answer.bytes > 0) {
      waiting.add(answer);
    }
  };
  const close = (answer: Answer) => {
    answer.isOver = true;
    release(answer, answer.bytes);
  };
  const cutSlowest = (most: number, unread: () => number, isCounted: (answer: Answer) => boolean) => {
    for (const answer of waiting) {
      if (unread() <= most) {
        return;
      }
      if (isCounted(answer) && unread() > answer.bytes) {
        close(answer);
        onCut();
        answer.destroy();
      }
    }
  };
  const add = (answer: Answer, bytes: number) => {
    if (answer.isOver || bytes === 0) {
      return;
    }
    count(answer, bytes);
    waiting.add(answer);
    const { owner } = answer;
    if (owner !== undefined) {
      const unread = () => unreadByOwner.get(owner) ?? 0;
      cutSlowest(maxBytes / 2, unread, (other) => other.owner === owner);
    }
    cutSlowest(
      maxBytes,
      () => unreadBytes,
      () => true,
    );
  };

  return {
    limit: (handler) => (request, either) => {
      const answer: Answer = { owner: undefined, bytes: 0, isOver: false, destroy: () => destroy(either) };
      // Both kinds of response have the same methods, but TypeScript cannot call the union of their overloads.
      const response = either as ServerResponse;
      response.once("close", () => close(answer));
      response.once("finish", () => release(answer, answer.bytes));
      watchWrites(response, {
        written: (bytes) => add(answer, bytes),
        flushed: (bytes) => release(answer, bytes),
      });
      current.run(answer, () => handler(request, either));
    },
    setOwner(owner) {
      const answer = current.getStore();
      if (answer !== undefined && answer.bytes === 0) {
        answer.owner = owner;
      }
    },
    takeCut() {
      const answer = current.getStore();
      return () => {
        if (answer !== undefined && !answer.isOver) {
          close(answer);
          answer.destroy();
        }
      };
    },
    get unreadBytes() {
      return unreadBytes;
    },
  };
}

/** Reports what is written to a response. What its end brings is flushed when the response finishes. */
function watchWrites(
  response: ServerResponse,
  { written, flushed }: { written(bytes: number): void; flushed(bytes: number): void },
): void {
  const write = response.write.bind(response) as (...args: unknown[]) => boolean;
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  let writes = 0;
  response.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    const bytes = Buffer.byteLength(chunk);
    const encoding = rest.filter((value) => typeof value === "string");
    const done = rest.find((value) => typeof value === "function");
    writes += 1;
    const isFlushed = write(chunk, ...encoding, (error?: Error | null) => {
      flushed(bytes);
      done?.(error);
    });
    written(bytes);
    return isFlushed;
  };
  response.end = (...args: unknown[]) => {
    const before = writes;
    const ended = end(...args);
    const [chunk] = args;
    // Responses of HTTP/2 pass it to `write`, those of HTTP/1.1 do not.
    if (writes === before && (typeof chunk === "string" || chunk instanceof Uint8Array)) {
      written(Buffer.byteLength(chunk));
    }
    return ended;
  };
}

function destroy(response: Parameters<NodeHandler>[1]): void {
  if (isHttp2(response)) {
    response.stream.close(constants.NGHTTP2_ENHANCE_YOUR_CALM);
    // Closing alone would keep what waits until the peer reads.
    response.stream.destroy();
  } else {
    response.destroy();
  }
}

function isHttp2(response: Parameters<NodeHandler>[1]): response is Http2ServerResponse {
  return "stream" in response;
}
