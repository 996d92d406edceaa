// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasServerService } from "@chaukas/spec-server";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { serveEverywhere } from "../test/serve-everywhere.js";

const backend = { getEventStats: () => ({ totalEvents: 1n }) };

/** Calls over every protocol except REST, with a timeout in milliseconds. */
async function callWithTimeout(timeoutMs: number, options: Parameters<typeof serveEverywhere>[1] = {}) {
  const { transports } = await serveEverywhere(backend, options);
  const headers = { "grpc-timeout": `${timeoutMs / 3_600_000}H`, "connect-timeout-ms": String(timeoutMs) };
  return Promise.all(
    Object.values(transports).map((transport) =>
      createClient(ChaukasServerService, transport).getEventStats({}, { headers }).catch(ConnectError.from),
    ),
  );
}

describe("the timeout of a call", () => {
  it.each([500, 600, 2700])("may be %d hours, which can exceed the longest timer", async (hours) => {
    for (const answer of await callWithTimeout(hours * 3_600_000)) {
      expect(answer).toMatchObject({ totalEvents: 1n });
    }
  });

  it("is refused if it is longer than maxTimeoutMs", async () => {
    for (const answer of await callWithTimeout(2 * 3_600_000, { maxTimeoutMs: 3_600_000 })) {
      expect(answer).toMatchObject({
        code: Code.InvalidArgument,
        rawMessage: "timeout 7200000ms must be <= 3600000",
      });
    }
  });
});
