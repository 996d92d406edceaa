// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Lets a bounded weight through at a time, and lets the rest wait. */
export interface Gate {
  /**
   * Resolves, when there is room, to the function that gives the room back. Rejects with what `refused` makes when
   * too many wait already, and with the reason of the signal when it is aborted first. Weights above the capacity
   * count as the capacity.
   */
  enter(tenantId: string, weight?: number, signal?: AbortSignal): Promise<() => void>;
  /** Weight inside. */
  readonly inside: number;
  /** Number of those who wait. */
  readonly waiting: number;
}

/** Options of {@link createGate}. */
export interface GateOptions {
  readonly capacity: number;
  readonly maxWaiting: number;
  /** Makes the error for who may not even wait. */
  readonly refused: () => Error;
}

/** Creates a gate whose turns go round the tenants, and where a tenant takes at most half of the waiting places. */
export function createGate({ capacity, maxWaiting, refused }: GateOptions): Gate {
  // The tenant whose turn is next comes first.
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
      // Nobody overtakes, or a heavy one would wait for ever.
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
        // Those behind may be light enough for the room that there is.
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
