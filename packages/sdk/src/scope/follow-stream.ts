// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { joinChunks } from "../model/describe-answer.js";
import { CANCELLED, COMPLETED } from "./enums/event-status.js";
import type { Operation } from "./scope.js";

/** When a stream was requested, and what it belongs to. */
export interface FollowOptions {
  readonly startMs: number;
  readonly now: () => number;
  /** Whether the chunks are an answer of a model. */
  readonly isModel: boolean;
  /** Returns whether a stream that has ended was given up before. Default: it was not. */
  readonly isGivenUp?: () => boolean;
}

/** Returns whether a value can be iterated with `for await`. */
export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

/**
 * Returns a stream that behaves as the given one, with all its other members, and ends the operation when its iteration
 * ends, is given up or throws. If it is never iterated, the operation has no end.
 */
export function followStream<Stream extends AsyncIterable<unknown>>(
  stream: Stream,
  operation: Operation,
  options: FollowOptions,
): Stream {
  return new Proxy(stream, {
    get(target, key) {
      if (key === Symbol.asyncIterator) {
        return () => iterate(target, operation, options);
      }
      const member = Reflect.get(target, key, target) as unknown;
      // Methods may use private members, which the proxy does not have.
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

async function* iterate(stream: AsyncIterable<unknown>, operation: Operation, options: FollowOptions) {
  const chunks: unknown[] = [];
  let firstMs: number | undefined;
  let completed = false;
  try {
    for await (const chunk of stream) {
      firstMs ??= options.now() - options.startMs;
      chunks.push(chunk);
      yield chunk;
    }
    completed = options.isGivenUp?.() !== true;
  } catch (error) {
    operation.fail(error).catch(() => {});
    throw error;
  } finally {
    const ended = operation.end(joinChunks(chunks), {
      content: options.isModel ? { case: "llmInvocation", value: { timeToFirstTokenMs: firstMs ?? 0 } } : undefined,
      // Whoever stops reading gives the answer up.
      status: completed ? COMPLETED : CANCELLED,
    });
    ended.catch(() => {});
  }
}
