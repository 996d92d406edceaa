// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { createThread } from "./create-thread.js";

/** A thread that echoes arguments, and dies or fails on request. */
const script = (opening = "null") =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    parentPort.on("message", ({ id, method, argument }) => {
      if (method === "open") return parentPort.postMessage({ id, failure: ${opening} ?? undefined });
      if (method === "die") throw new Error("out of luck");
      if (method === "exit") process.exit(7);
      if (method === "fail") parentPort.postMessage({ id, failure: argument });
      else parentPort.postMessage({ id, result: argument });
      if (method === "close") parentPort.close();
    });`)}`,
  );

test.each([
  ["die", "out of luck"],
  ["exit", "exit code 7"],
])("calls under way when a thread ends by %s are rejected, and later calls are answered", async (how, why) => {
  const thread = createThread(script(), () => undefined);
  const error = { name: "StoreError", code: "unavailable", message: `store: its thread ended (${why}); try again` };
  const calls = [thread.call(how), thread.call("echo", 1)];
  await Promise.all(calls.map((call) => expect(call).rejects.toMatchObject(error)));
  expect(await Promise.all([thread.call("echo", 2), thread.call("echo", 3)])).toEqual([2, 3]);
  await thread.close();
});

test("a failure keeps its code, message and remedy", async () => {
  const thread = createThread(script(), () => undefined);
  const failure = { code: "corrupt", message: "it is broken", remedy: "repair it" };
  await expect(thread.call("fail", failure)).rejects.toMatchObject({ name: "StoreError", ...failure });
  await expect(thread.call("fail", { message: "it is odd" })).rejects.toMatchObject({
    name: "Error",
    message: "it is odd",
  });
  await thread.close();
});

test("a thread that cannot start reports the reason", async () => {
  const failure = { code: "unsupported", message: "it is too new" };
  const thread = createThread(script(JSON.stringify(failure)), () => undefined);
  await expect(thread.start()).rejects.toMatchObject({ name: "StoreError", ...failure });
});

test("buffers are transferred", async () => {
  const thread = createThread(script(), () => undefined);
  const bytes = new Uint8Array([1, 2, 3]);
  expect(await thread.call("echo", bytes, [bytes.buffer])).toEqual(new Uint8Array([1, 2, 3]));
  expect(bytes).toHaveLength(0);
  await thread.close();
});

test("a thread that is closed while it starts, or before it was started, does not start again", async () => {
  const started = createThread(script(), () => undefined);
  const starting = started.start();
  await started.close();
  await starting;
  const unused = createThread(script(), () => undefined);
  await unused.close();
  for (const thread of [started, unused]) {
    await expect(thread.call("echo", 1)).rejects.toMatchObject({ name: "StoreError", code: "unavailable" });
  }
});

test("a thread that is closed repeatedly has ended for every caller", async () => {
  const thread = createThread(script(), () => undefined);
  await expect(thread.call("die")).rejects.toThrow("out of luck");
  const answers: string[] = [];
  const note = (name: string) => (): void => void answers.push(name);
  const restarted = thread.call("echo", 1).then(note("call"));
  await Promise.all([restarted, thread.close().then(note("close")), thread.close().then(note("close"))]);
  expect(answers).toEqual(["call", "close", "close"]);
});

test("a thread that was loaded and not started ends when it is closed", async () => {
  const thread = createThread(script(), () => {
    throw new Error("expected nobody to open it");
  });
  thread.load();
  await thread.close();
  thread.load();
  await expect(thread.start()).rejects.toThrow("store: it is closed; open it again");
});

test("a thread that cannot be loaded is loaded again by the first call, which reports the reason", async () => {
  const thread = createThread(new URL("data:text/javascript,throw new Error('no room')"), () => undefined);
  thread.load();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await expect(thread.call("echo", 1)).rejects.toThrow("store: its thread ended (no room); try again");
  await thread.close();
});
