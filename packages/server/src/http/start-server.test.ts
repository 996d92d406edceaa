// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { EventStore } from "../store/contract/event-store.js";
import { startServer } from "./start-server.js";

vi.mock("./serve.js", () => {
  throw new Error("too many open files");
});

test("a server that cannot be loaded while its store opens rejects, and closes the store", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const close = vi.fn(async () => {});
  const isEmpty = () => sleep(200, true);
  const store = { keys: { isEmpty }, close } as unknown as EventStore;
  await expect(startServer({ port: 0 }, { store })).rejects.toMatchObject({
    cause: { message: "too many open files" },
  });
  process.off("unhandledRejection", unhandled);
  expect(close).toHaveBeenCalledOnce();
  expect(unhandled).not.toHaveBeenCalled();
});
