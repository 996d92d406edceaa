// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { makeStorePath } from "../events/make-store-path.js";
import { readEventIds } from "../events/read-event-ids.js";
import { sendEvent } from "../served/send-event.js";
import { startTestServer } from "../served/start-test-server.js";

// Only Linux has a file to which every write fails as on a full disk.
it.runIf(process.platform === "linux")("serves and stops as usual if its log cannot be written", async () => {
  const store = makeStorePath();
  const server = await startTestServer({ store, prelude: "exec 2>/dev/full", flags: ["--log-level", "debug"] });
  expect((await sendEvent(server.url, "event-1")).status).toBe(202);
  expect((await sendEvent(server.url, "")).status, "what is rejected is logged").toBe(400);
  expect(await readEventIds(server.url)).toEqual(["event-1"]);
  expect(await server.stop()).toBe(0);
});
