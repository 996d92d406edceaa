// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A fair weighted semaphore: it admits a limited total weight at a time, and queues the rest. */
export interface Gate {
  /**
   * Resolves once there is room, with the function that releases it. Rejects with the error of `refused` if too many
   * are already waiting, and with the signal's reason if it is aborted first. A weight above the capacity counts as the
   * capacity.
   */
  enter(tenantId: string, weight?: number, signal?: AbortSignal): Promise<() => void>;
  /** Total weight admitted. */
  readonly inside: number;
  /** Number of waiting callers. */
  readonly waiting: number;
}

/** Options of {@link createGate}. */
export interface GateOptions {
  readonly capacity: number;
  readonly maxWaiting: number;
  /** Creates the error for a caller that may not wait. */
  readonly refused: () => Error;
}

/** Creates a gate that admits tenants in turn. One tenant takes at most half of the places in the queue. */
export function createGate({ capacity, maxWaiting, refused }: GateOptions): Gate {
  // In order of turns: the first tenant is next.
  const lines = new Map<string, Waiter[]>();
  let inside = 0;
  let waiting = 0;

  function admit(weight: number): () => void {
    inside += weight;
    let left = false;
    return () => {
      if (!left) {
        left = true;
        inside -= weight;
        admitNext();
      }
    };
  }

  function admitNext(): void {
    for (let [next] = lines; next !== undefined; [next] = lines) {
      const [tenantId, [waiter]] = next;
      // No overtaking: otherwise a heavy waiter could starve.
      if (waiter === undefined || inside + waiter.weight > capacity) {
        return;
      }
      leave(tenantId, waiter);
      const line = lines.get(tenantId);
      if (line !== undefined) {
        lines.delete(tenantId);
        lines.set(tenantId, line);
      }
      waiter.admit();
    }
  }

  function leave(tenantId: string, waiter: Waiter): void {
    const line = lines.get(tenantId) ?? [];
    line.splice(line.indexOf(waiter), 1);
    waiting -= 1;
    if (line.length === 0) {
      lines.delete(tenantId);
    }
  }

  function wait(tenantId: string, weight: number, signal: AbortSignal | undefined): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        leave(tenantId, waiter);
        reject(signal?.reason);
        // The next waiters may fit into the free room.
        admitNext();
      };
      const waiter: Waiter = {
        weight,
        admit() {
          signal?.removeEventListener("abort", abort);
          resolve(admit(weight));
        },
      };
      const line = lines.get(tenantId);
      line === undefined ? lines.set(tenantId, [waiter]) : line.push(waiter);
      waiting += 1;
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  return {
    get inside() {
      return inside;
    },
    get waiting() {
      return waiting;
    },
    async enter(tenantId, weight = 1, signal) {
      const size = Math.min(weight, capacity);
      signal?.throwIfAborted();
      if (waiting === 0 && inside + size <= capacity) {
        return admit(size);
      }
      if (waiting >= maxWaiting || (lines.get(tenantId)?.length ?? 0) >= Math.ceil(maxWaiting / 2)) {
        throw refused();
      }
      return wait(tenantId, size, signal);
    },
  };
}

interface Waiter {
  readonly weight: number;
  admit(): void;
}
