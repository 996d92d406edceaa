// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { errorOf } from "../errors/error-of.js";
import type { DeliveryOptions } from "./delivery-options.js";
import type { EventRefusal, EventSink, QueuedEvent, SendResult } from "./queued-event.js";

/** Sends events in batches, one after the other and in order, until each is stored or refused. */
export interface Delivery {
  /** Whether there is room for so many bytes. An empty queue has room for any event. */
  hasRoom(bytes: number): boolean;
  add(event: QueuedEvent): void;
  /** Sends at once what waits. Resolves to whether nothing is left, at the latest after the given time. */
  flush(timeoutMs: number): Promise<boolean>;
  /** Stops sending, and returns what is left. */
  stop(): readonly QueuedEvent[];
  /** What is not yet stored, oldest first. */
  waiting(): readonly QueuedEvent[];
}

/** Creates a delivery to a sink. */
export function createDelivery(sink: EventSink, options: DeliveryOptions): Delivery {
  const { batch: limits, queue: bounds, retry } = options;
  let queue: QueuedEvent[] = [];
  let bytes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let wake: (() => void) | undefined;
  let stopped = false;
  let failures = 0;
  // Halved when a batch as a whole is refused, and doubled with each that is stored.
  let maxEvents = limits.maxEvents;
  const abort = new AbortController();
  const idle = new Set<() => void>();

  function schedule(): void {
    if (running !== undefined) {
      return;
    }
    if (queue.length >= limits.maxEvents || bytes >= limits.maxBytes) {
      // Not by the caller, who would wait until the batch is put together.
      queueMicrotask(start);
    } else if (timer === undefined) {
      timer = setTimeout(start, limits.delayMs);
      unref(timer);
    }
  }

  function start(): void {
    clearTimeout(timer);
    timer = undefined;
    if (running === undefined && queue.length > 0 && !stopped) {
      running = run().finally(() => {
        running = undefined;
        for (const resolve of idle) {
          resolve();
        }
        if (queue.length > 0 && !stopped) {
          schedule();
        }
      });
      options.onWork(running);
    }
  }

  async function run(): Promise<void> {
    while (queue.length > 0 && !stopped) {
      const batch = takeBatch();
      const result = await send(batch);
      if (stopped) {
        return;
      }
      if (result.kind === "stored") {
        failures = result.retry.length === 0 ? 0 : failures;
        maxEvents = Math.min(limits.maxEvents, maxEvents * 2);
        const again = new Set(result.retry);
        finish(batch, (index) => result.refused.get(index), again);
        if (again.size > 0) {
          await pause(undefined);
        }
      } else if (result.kind === "split") {
        if (batch.length > 1) {
          maxEvents = Math.ceil(batch.length / 2);
        } else {
          const [event] = batch as [QueuedEvent];
          const { code, fault } = result;
          const message = fault.message.replace(/^\[\w+\] /, "");
          finish(batch, () => ({ eventId: event.id, code, field: "", message, bytes: event.bytes }), new Set());
        }
      } else {
        options.onFault(result.fault);
        await pause(result.afterMs);
      }
    }
  }

  async function send(batch: readonly QueuedEvent[]): Promise<SendResult> {
    try {
      return await sink.send(batch, abort.signal);
    } catch (cause) {
      // Whatever a sink throws, sending goes on after a pause.
      return { kind: "retry", fault: errorOf(cause) };
    }
  }

  function takeBatch(): QueuedEvent[] {
    let count = 0;
    for (let sum = 0; count < queue.length && count < maxEvents; count++) {
      sum += (queue[count] as QueuedEvent).bytes.length;
      if (count > 0 && sum > limits.maxBytes) {
        break;
      }
    }
    return queue.slice(0, count);
  }

  function finish(
    batch: readonly QueuedEvent[],
    refusalOf: (index: number) => EventRefusal | undefined,
    again: ReadonlySet<number>,
  ): void {
    // New events have only been added behind the batch.
    queue = [...batch.filter((_, index) => again.has(index)), ...queue.slice(batch.length)];
    batch.forEach((event, index) => {
      if (!again.has(index)) {
        bytes -= event.bytes.length;
        const refusal = refusalOf(index);
        event.settle?.(refusal);
        if (refusal !== undefined) {
          options.onRefused(refusal);
        }
      }
    });
    options.onRoom();
  }

  async function pause(afterMs: number | undefined): Promise<void> {
    const ceiling = Math.min(retry.maxDelayMs, retry.initialDelayMs * 2 ** failures);
    failures = Math.min(failures + 1, 30);
    // Jitter, so that clients that failed at the same time do not come back at the same time. A server that asks for no
    // pause at all, again and again, gets one that grows nevertheless.
    const ms = Math.max(Math.random() * ceiling, (afterMs ?? 0) * (1 + Math.random() / 4));
    await new Promise<void>((resolve) => {
      wake = resolve;
      const sleeping = setTimeout(resolve, ms);
      unref(sleeping);
    });
    wake = undefined;
  }

  return {
    hasRoom: (more) => bytes === 0 || bytes + more <= bounds.maxBytes,
    add(event) {
      queue.push(event);
      bytes += event.bytes.length;
      schedule();
    },
    async flush(timeoutMs) {
      start();
      if (failures > 0) {
        wake?.();
      }
      const end = Date.now() + timeoutMs;
      while (queue.length > 0 && Date.now() < end && !stopped) {
        await new Promise<void>((resolve) => {
          // Not unreferenced: whoever flushes wants the process to stay until then.
          const limit = setTimeout(done, Math.max(1, Math.min(end - Date.now(), 1000)));
          function done(): void {
            clearTimeout(limit);
            idle.delete(done);
            resolve();
          }
          idle.add(done);
        });
        start();
      }
      return queue.length === 0;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      abort.abort();
      wake?.();
      return queue;
    },
    waiting: () => queue,
  };
}

/** Lets the process end in spite of a timer, where there are processes. */
function unref(timer: ReturnType<typeof setTimeout>): void {
  (timer as { unref?: () => void }).unref?.();
}
