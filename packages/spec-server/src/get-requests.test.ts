// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { serveEverywhere } from "../test/serve-everywhere.js";
import { ChaukasServerService } from "./gen/chaukas/spec/server/v1/server_pb.js";

const path = `/${ChaukasServerService.typeName}/GetEventStats?connect=v1&encoding=proto`;
const backend = { getEventStats: () => ({ totalEvents: 1n }) };

describe("a Connect GET request", () => {
  it.each(["", "CgRhY21l", "CgRhY21lGgA", "CgRhY21lGgA%3D"])("succeeds with the base64 message %j", async (message) => {
    const { fetches } = await serveEverywhere(backend);
    for (const call of Object.values(fetches)) {
      expect((await call(`${path}&base64=1&message=${message}`)).status).toBe(200);
    }
  });

  it.each(["A", "CgRhY21lG", "!!!!", "%F0%9F%9A%80"])(
    "is refused if its message is %j, which is not base64",
    async (message) => {
      const { fetches } = await serveEverywhere(backend);
      for (const call of Object.values(fetches)) {
        const response = await call(`${path}&base64=1&message=${message}`);
        expect([response.status, await response.json()]).toEqual([
          400,
          { code: "invalid_argument", message: "message: expected base64, got other text" },
        ]);
      }
    },
  );

  it("is refused for its credentials before its message is decoded", async () => {
    const { fetches } = await serveEverywhere(backend, {
      requestGate() {
        throw new ConnectError("key: expected one", Code.Unauthenticated);
      },
    });
    for (const call of Object.values(fetches)) {
      expect((await call(`${path}&base64=1&message=A`)).status).toBe(401);
    }
  });
});
