// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { Health, type HealthCheckResponse_ServingStatus as ServingStatus } from "../../src/gen/health/v1/health_pb.js";

/** Returns the health of a server: the HTTP status of `/healthz`, and the status that gRPC reports. */
export async function readHealth(url: string): Promise<[number, ServingStatus]> {
  const health = createClient(Health, createConnectTransport({ baseUrl: url, httpVersion: "1.1" }));
  const [{ status: http }, { status }] = await Promise.all([fetch(`${url}/healthz`), health.check({})]);
  return [http, status];
}
