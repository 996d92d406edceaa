// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code } from "@connectrpc/connect";
import { afterEach, expect, test } from "vitest";
import { type ServedBackend, serveBackend } from "../../test/served/serve-backend.js";
import { noKeysMs } from "./create-first-key-access.js";

let served: ServedBackend;
afterEach(() => served.close());

test("grants access without a key until there is one, and requires it soon after", async () => {
  let nowMs = 1_000_000;
  served = await serveBackend({ authentication: "first-key", now: () => nowMs });
  const stranger = served.client("grpc");
  const ask = () => stranger.getEventStats({ tenantId: "acme" });
  await ask();
  const client = served.client("grpc", await served.createKey({ tenantId: "acme" }));
  nowMs += noKeysMs - 1;
  await ask();
  nowMs += 1;
  await expect(ask()).rejects.toMatchObject({ code: Code.Unauthenticated });
  await client.getEventStats({});
  await expect(client.getEventStats({ tenantId: "globex" })).rejects.toMatchObject({ code: Code.PermissionDenied });
  await stranger.healthz({});
  // Not even if the clock is set back.
  nowMs = 0;
  await expect(ask()).rejects.toMatchObject({ code: Code.Unauthenticated });
});

test("queries the store once for concurrent calls, and refuses them all if that fails", async () => {
  let asked = 0;
  let fails = true;
  served = await serveBackend({
    authentication: "first-key",
    wrapStore: (store) => ({
      ...store,
      keys: {
        ...store.keys,
        async isEmpty() {
          asked += 1;
          if (fails) {
            throw new Error("broken");
          }
          return store.keys.isEmpty();
        },
      },
    }),
  });
  const client = served.client("connect");
  await expect(client.getEventStats({ tenantId: "acme" })).rejects.toMatchObject({ code: Code.Internal });
  fails = false;
  await Promise.all(Array.from({ length: 20 }, () => client.getEventStats({ tenantId: "acme" })));
  expect(asked).toBe(2);
});
