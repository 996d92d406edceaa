// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import {
  Health as HealthService,
  HealthCheckResponse_ServingStatus as ServingStatus,
} from "../gen/health/v1/health_pb.js";
import type { Health } from "./create-health.js";

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
