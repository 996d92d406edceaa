// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash, randomUUID } from "node:crypto";
import { runPeriodically } from "../concurrency/run-periodically.js";
import type { CursorStore } from "../store/contract/cursor-store.js";
import type { EventStore } from "../store/contract/event-store.js";
import { readLogEnd } from "../store/contract/read-log-end.js";
import { createLease } from "./create-lease.js";
import type { ForwardHooks } from "./forward-hooks.js";
import { createForwardedLog, type ForwardedLog } from "./forward-log.js";
import { writePosition } from "./forward-position.js";
import type { OtlpEndpoint } from "./post-otlp.js";
import { createSendGroups } from "./send-otlp.js";

/** Forwards the logs of all tenants, until stopped. */
export interface Forwarder {
  /** Stops once what is being sent is answered, or has no answer in time. */
  stop(): Promise<void>;
}

/** Times in milliseconds, and bounds. */
export interface ForwarderOptions {
  /** Pause between two looks at the logs. */
  readonly pollMs: number;
  readonly timeoutMs: number;
  readonly retryMs: number;
  readonly maxRetryMs: number;
  readonly leaseMs: number;
  readonly maxOpenMs: number;
  readonly maxOpen: number;
  readonly pageSize: number;
}

const defaults: ForwarderOptions = {
  pollMs: 1_000,
  timeoutMs: 10_000,
  retryMs: 1_000,
  maxRetryMs: 60_000,
  leaseMs: 30_000,
  maxOpenMs: 3_600_000,
  maxOpen: 10_000,
  pageSize: 100,
};

/**
 * Starts to forward the events of a store to an endpoint of OTLP: each event at least once, and in order for each tenant.
 * An endpoint that is new to the store gets the events that are stored once this resolves; after a restart, forwarding
 * goes on where it ended. Of several servers on one store, one forwards each log. No caller waits for the endpoint.
 */
export async function startForwarder(
  store: EventStore,
  endpoint: OtlpEndpoint,
  hooks: ForwardHooks,
  options: Partial<ForwarderOptions> = {},
): Promise<Forwarder> {
  const { cursors } = store;
  if (cursors === undefined) {
    throw new Error("forwarding: expected a store that keeps cursors");
  }
  const chosen = { ...defaults, ...options };
  const name = forwardCursor(endpoint.url);
  const owner = randomUUID();
  const stopping = new AbortController();
  const { signal } = stopping;
  const logs = new Map<string, ForwardedLog>();

  const logOf = (tenantId: string): ForwardedLog => {
    const known = logs.get(tenantId);
    if (known !== undefined) {
      return known;
    }
    const lease = createLease(cursors, cursorName(name, tenantId), { owner, durationMs: chosen.leaseMs });
    const send = createSendGroups(endpoint, hooks, { ...chosen, stop: signal, beforeAttempt: lease.keep });
    const log = createForwardedLog({ ...chosen, store, tenantId, lease, send });
    logs.set(tenantId, log);
    return log;
  };
  const forwardAll = async () => {
    let tenants = await store.listTenants();
    // In turns, so that one tenant with many events does not keep the others waiting.
    while (tenants.length > 0) {
      const unfinished: string[] = [];
      for (const tenantId of tenants) {
        if (signal.aborted) {
          return;
        }
        const hasMore = await logOf(tenantId).forwardPage().catch(reportUnlessStopped);
        if (hasMore) {
          unfinished.push(tenantId);
        }
      }
      tenants = unfinished;
    }
  };
  const reportUnlessStopped = (error: unknown) => {
    if (!signal.aborted) {
      hooks.onStoreError(error);
    }
  };
  await begin(store, cursors, name);
  const running = runPeriodically(() => forwardAll().catch(reportUnlessStopped), chosen.pollMs);
  return {
    async stop() {
      stopping.abort();
      await running.stop();
      for (const log of logs.values()) {
        await log.close();
      }
    },
  };
}

/** Names the cursor that is set once forwarding to an endpoint has begun. */
function forwardCursor(url: string): string {
  return `forward:${createHash("sha256").update(url).digest("hex").slice(0, 32)}`;
}

/** Names the cursor of a tenant. Tenants may contain what the names of cursors may not. */
function cursorName(name: string, tenantId: string): string {
  return `${name}:${encodeURIComponent(tenantId.toWellFormed())}`;
}

/** Lets an endpoint that is new to the store begin at the ends of the logs. */
async function begin(store: EventStore, cursors: CursorStore, name: string): Promise<void> {
  if ((await cursors.read(name)) === undefined) {
    for (const tenantId of await store.listTenants()) {
      const end = await readLogEnd(store, tenantId);
      const position = writePosition({ next: end, open: end, owner: "", untilMs: 0 });
      await cursors.replace(cursorName(name, tenantId), undefined, position);
    }
    // Tenants that are added from here on have no cursor, and begin at their first event.
    await cursors.replace(name, undefined, "begun");
  }
}
