// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import {
  Health as HealthService,
  HealthCheckResponse_ServingStatus as ServingStatus,
} from "../gen/health/v1/health_pb.js";
import type { Health } from "./create-health.js";

/** Registers grpc.health.v1.Health, which knows the server as a whole, by the empty name, and the given services. */
export function registerHealth(router: ConnectRouter, health: Health, services: readonly string[]): void {
  const known = new Set(["", ...services]);
  router.service(HealthService, {
    async check({ service }) {
      if (!known.has(service)) {
        throw new ConnectError(`service: expected one that this server has, got "${service}"`, Code.NotFound);
      }
      return { status: await health.status() };
    },
    async *watch({ service }, { signal }) {
      if (!known.has(service)) {
        // The protocol wants no error here, since the service might be registered later.
        yield { status: ServingStatus.SERVICE_UNKNOWN };
        return;
      }
      for await (const status of health.watch(signal)) {
        yield { status };
      }
    },
    async list() {
      const status = await health.status();
      return { statuses: Object.fromEntries([...known].map((name) => [name, { status }])) };
    },
  });
}
