// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventEmitter } from "node:events";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import {
  Health as HealthService,
  HealthCheckResponse_ServingStatus as ServingStatus,
} from "../gen/health/v1/health_pb.js";

/** Health of a server or a service, for callers that check it once and callers that watch it. */
export interface Health {
  /** Returns the current status according to `check`, or always NOT_SERVING after `stop`. */
  status(): Promise<ServingStatus>;
  /** Yields the current status and every change, until the signal is aborted or `stop` is called. */
  watch(signal: AbortSignal): AsyncIterable<ServingStatus>;
  /** Sets the status to NOT_SERVING permanently, and ends every watch after reporting it. */
  stop(): void;
}

/**
 * Creates the health of a server from a check that rejects if it cannot serve. Watches repeat it every `intervalMs`.
 */
export function createHealth(check: () => Promise<void>, intervalMs = 5000): Health {
  const changes = new EventEmitter().setMaxListeners(0);
  let stopped = false;
  const status = async () => {
    if (stopped) {
      return ServingStatus.NOT_SERVING;
    }
    const works = await check().then(
      () => true,
      () => false,
    );
    return works && !stopped ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  };
  return {
    status,
    async *watch(signal) {
      let last = await status();
      yield last;
      while (!stopped && !signal.aborted) {
        await nextCheck(changes, intervalMs, signal);
        const now = await status();
        if (now !== last && !signal.aborted) {
          last = now;
          yield now;
        }
      }
    },
    stop() {
      stopped = true;
      changes.emit("change");
    },
  };
}

/** Registers grpc.health.v1.Health for services by name. The empty name denotes the server as a whole. */
export function registerHealth(router: ConnectRouter, services: ReadonlyMap<string, Health>): void {
  router.service(HealthService, {
    async check({ service }) {
      const health = services.get(service);
      if (health === undefined) {
        throw new ConnectError(`service: expected a service of this server, got "${service}"`, Code.NotFound);
      }
      return { status: await health.status() };
    },
    async *watch({ service }, { signal }) {
      const health = services.get(service);
      if (health === undefined) {
        // The protocol requires a status rather than an error, since the service might be registered later.
        yield { status: ServingStatus.SERVICE_UNKNOWN };
        return;
      }
      for await (const status of health.watch(signal)) {
        yield { status };
      }
    },
    async list() {
      const statuses = [...services].map(async ([name, health]) => [name, { status: await health.status() }] as const);
      return { statuses: Object.fromEntries(await Promise.all(statuses)) };
    },
  });
}

/** Resolves after the interval, or earlier on a change or when the signal is aborted. */
function nextCheck(changes: EventEmitter, intervalMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      changes.off("change", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, intervalMs);
    changes.on("change", done);
    signal.addEventListener("abort", done);
  });
}
