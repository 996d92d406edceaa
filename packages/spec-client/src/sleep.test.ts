// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { getEventListeners } from "node:events";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { maxDelayMs, sleep } from "./sleep.js";

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((type) => type === "Timeout").length;
}

describe("sleep", () => {
  it("waits without a signal", async () => {
    await expect(sleep(1, undefined)).resolves.toBeUndefined();
  });

  it("leaves no listener on the signal after the delay", async () => {
    const { signal } = new AbortController();
    const pause = sleep(1, signal);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await pause;
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("throws canceled if the signal is aborted, and leaves neither timer nor listener", async () => {
    const controller = new AbortController();
    const timers = countTimers();
    const pause = sleep(maxDelayMs, controller.signal);
    expect(countTimers()).toBe(timers + 1);
    controller.abort();
    const error = await pause.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectError);
    expect(error).toMatchObject({ code: Code.Canceled, rawMessage: "This operation was aborted" });
    expect(countTimers()).toBe(timers);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });

  it("throws at once if the signal is already aborted", async () => {
    const signal = AbortSignal.abort("the user has left");
    const timers = countTimers();
    await expect(sleep(maxDelayMs, signal)).rejects.toMatchObject({
      code: Code.Canceled,
      rawMessage: "the user has left",
    });
    expect(countTimers()).toBe(timers);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});
