// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import { limitError } from "@chaukas/spec-server";
import { retryAfterSeconds } from "../limits/create-store-calls.js";
import type { StoredEvent } from "../store/contract/event-store.js";

/** Reads the new events of one log, once for all who follow it. */
export interface LogTail {
  /** Sequence from which on a new reader misses nothing. */
  readonly next: number;
  /** Adds a reader of the events from `from` on, which must not be before `next`. */
  join(from: number): TailReader;
  /** Says that the log has grown, so that it is read at once. */
  noteGrowth(): void;
}

/** Follows a tail. */
export interface TailReader {
  /**
   * Resolves with the next event, or with undefined if there is none within `waitMs`. Rejects with the error of a read
   * that failed, with `resource_exhausted` if the reader was too slow, and with the reason of the signal.
   */
  next(waitMs: number, signal: AbortSignal): Promise<StoredEvent | undefined>;
  leave(): void;
}

export interface LogTailOptions {
  /** Reads events of the log from a sequence on, in order. */
  readonly read: (fromSequence: number) => Promise<readonly StoredEvent[]>;
  /** Sequence of the first event to read. */
  readonly from: number;
  /** Called once the last reader has left, or the tail has failed. Nobody may join from then on. */
  readonly onEnd: () => void;
  /** Called when a reader is too slow. */
  readonly onSlow: () => void;
  /** Time between two looks at a log of whose growth nothing is heard, as when another server writes to it. */
  readonly pollMs: number;
  /** Minimum time between two reads, so that many small ingests share one. */
  readonly pauseMs: number;
  /** Time for which the others wait for a reader that has not taken the last events. */
  readonly patienceMs: number;
}

/**
 * Creates the tail of a log. It has one page of events at a time, and reads the next when every reader has taken the
 * last, so that its memory does not grow with the number of readers. One that holds up the others is ended.
 */
export function createLogTail(options: LogTailOptions): LogTail {
  const { read, onEnd, onSlow, pollMs, pauseMs, patienceMs } = options;
  const readers = new Set<Reader>();
  const growth = createSignal();
  const idle = createSignal();
  const stopped = new AbortController();
  let next = options.from;
  let isRunning = false;

  const stop = () => {
    if (!stopped.signal.aborted) {
      stopped.abort();
      onEnd();
    }
  };
  const end = (error: Error) => {
    stop();
    for (const reader of readers) {
      reader.fail(error);
    }
  };
  const drop = (reader: Reader) => {
    readers.delete(reader);
    idle.set();
    if (readers.size === 0) {
      stop();
    }
  };
  const dropSlow = async () => {
    const until = performance.now() + patienceMs;
    const busy = () => [...readers].filter((reader) => reader.isBusy);
    idle.clear();
    for (let leftMs = patienceMs; leftMs > 0 && busy().length > 0; leftMs = until - performance.now()) {
      await idle.wait(leftMs, stopped.signal);
      idle.clear();
    }
    for (const reader of busy()) {
      onSlow();
      const problem = "watch: events come faster than they are read; go on with the last resume_token";
      reader.fail(limitError(problem, { retryAfterSeconds }));
      drop(reader);
    }
  };
  const run = async () => {
    while (!stopped.signal.aborted) {
      growth.clear();
      const page = await read(next);
      const last = page.at(-1);
      if (last === undefined) {
        await growth.wait(pollMs, stopped.signal);
        continue;
      }
      await dropSlow();
      next = last.sequence + 1;
      for (const reader of readers) {
        reader.offer(page);
      }
      await sleep(pauseMs, undefined, { signal: stopped.signal, ref: false }).catch(() => {});
    }
  };

  return {
    get next() {
      return next;
    },
    join(from) {
      const reader = createReader(from, idle.set);
      readers.add(reader);
      if (!isRunning) {
        isRunning = true;
        run().catch(end);
      }
      return { next: reader.next, leave: () => drop(reader) };
    },
    noteGrowth: growth.set,
  };
}

interface Reader extends Pick<TailReader, "next"> {
  /** Whether it has not taken all of the last page. */
  readonly isBusy: boolean;
  offer(page: readonly StoredEvent[]): void;
  fail(error: Error): void;
}

function createReader(from: number, onIdle: () => void): Reader {
  const woken = createSignal();
  let page: readonly StoredEvent[] = [];
  let taken = 0;
  let failure: Error | undefined;
  return {
    get isBusy() {
      return failure === undefined && page.length > 0;
    },
    offer(events) {
      if (failure === undefined) {
        page = events.filter(({ sequence }) => sequence >= from);
        taken = 0;
        woken.set();
      }
    },
    fail(error) {
      failure ??= error;
      // What a caller does not read is not kept for it.
      page = [];
      woken.set();
    },
    async next(waitMs, signal) {
      // The event before is taken now that the next one is asked for.
      if (page.length > 0 && taken === page.length) {
        page = [];
        onIdle();
      }
      if (page.length === 0 && failure === undefined) {
        await woken.wait(waitMs, signal);
      }
      woken.clear();
      signal.throwIfAborted();
      if (failure !== undefined) {
        throw failure;
      }
      const event = page[taken];
      taken += event === undefined ? 0 : 1;
      return event;
    },
  };
}

/** Something that one waits for, and that stays set until it is cleared. */
function createSignal() {
  let isSet = false;
  let wake: (() => void) | undefined;
  return {
    set() {
      isSet = true;
      wake?.();
    },
    clear() {
      isSet = false;
    },
    /** Resolves once it is set, after `ms`, or when the signal aborts. */
    wait(ms: number, signal: AbortSignal): Promise<void> {
      if (isSet || signal.aborted) {
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          wake = undefined;
          resolve();
        };
        const timer = setTimeout(done, ms).unref();
        signal.addEventListener("abort", done);
        wake = done;
      });
    },
  };
}
