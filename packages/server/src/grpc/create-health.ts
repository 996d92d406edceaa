// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventEmitter } from "node:events";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import {
  Health as HealthService,
  HealthCheckResponse_ServingStatus as ServingStatus,
} from "../gen/health/v1/health_pb.js";

/** Whether the server can do its work, for those who ask and those who watch. */
export interface Health {
  /** Whether it can at this moment: as `check` says, and never again after `stop`. */
  status(): Promise<ServingStatus>;
  /** The status now and whenever it changes, until the signal or `stop` ends it. */
  watch(signal: AbortSignal): AsyncIterable<ServingStatus>;
  /** Says NOT_SERVING from now on, and ends every watch once it has been told. */
  stop(): void;
}

/** Makes the health of a server out of a check that rejects when it cannot work. Watchers are told of changes. */
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
        await nextLook(changes, intervalMs, signal);
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

/** Registers grpc.health.v1.Health for services by name. The empty name stands for the server as a whole. */
export function registerHealth(router: ConnectRouter, services: ReadonlyMap<string, Health>): void {
  router.service(HealthService, {
    async check({ service }) {
      const health = services.get(service);
      if (health === undefined) {
        throw new ConnectError(`service: expected one that this server has, got "${service}"`, Code.NotFound);
      }
      return { status: await health.status() };
    },
    async *watch({ service }, { signal }) {
      const health = services.get(service);
      if (health === undefined) {
        // The protocol wants no error here, since the service might be registered later.
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
function nextLook(changes: EventEmitter, intervalMs: number, signal: AbortSignal): Promise<void> {
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
