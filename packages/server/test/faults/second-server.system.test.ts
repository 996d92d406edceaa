// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync, spawnSync } from "node:child_process";
import { linkSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { openStore } from "@chaukas/server";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeNewEvent } from "../events/make-new-event.js";
import { makeStorePath } from "../events/make-store-path.js";
import { readEventIds } from "../events/read-event-ids.js";
import { runCommand } from "../served/run-command.js";
import { sendEvent } from "../served/send-event.js";
import { startTestServer } from "../served/start-test-server.js";

const hasFlock = spawnSync("flock", ["--version"]).error === undefined;
const underOtherName = "another server uses it under another name; stop that server or use another file";

/** Returns why a second server does not start. */
function refusal(store: string): Promise<string> {
  return startTestServer({ store }).then(
    () => "it started",
    ({ message }: Error) => message,
  );
}

describe.skipIf(!hasFlock)("a second server on a database file", () => {
  it("refuses to start under a hard link in another folder, until the first has stopped", async () => {
    const [store, link] = [makeStorePath(), makeStorePath()];
    const first = await startTestServer({ store });
    expect((await sendEvent(first.url, "event-1")).status).toBe(202);
    linkSync(store, link);
    expect(await refusal(link)).toContain(`database ${link}: ${underOtherName}`);
    const created = await runCommand(["keys", "create", "--tenant", "acme", "--store", link]);
    expect(created).toMatchObject({ code: 1, stderr: expect.stringContaining(underOtherName) });
    expect(await runCommand(["fsck", link])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`database ${link}: a server uses it under another name`),
    });
    expect(await runCommand(["fsck", store])).toMatchObject({ code: 0, stdout: "1 event, no findings\n" });
    expect((await sendEvent(first.url, "event-2")).status).toBe(202);
    expect(await first.stop()).toBe(0);
    expect(await readEventIds((await startTestServer({ store: link })).url)).toEqual(["event-1", "event-2"]);
  });

  it("refuses to start after the file was moved, until the first has stopped and saved what it acknowledged", async () => {
    const [store, moved] = [makeStorePath(), makeStorePath()];
    const first = await startTestServer({ store });
    expect((await sendEvent(first.url, "event-1")).status).toBe(202);
    renameSync(store, moved);
    expect(await refusal(moved)).toContain(underOtherName);
    expect(await first.stop()).toBe(0);
    expect(await readEventIds((await startTestServer({ store: moved })).url)).toEqual(["event-1"]);
  });

  it("refuses to start on a file that is mounted by itself", async ({ skip }) => {
    const [store, mounted] = [makeStorePath(), makeStorePath()];
    writeFileSync(mounted, "");
    const first = await startTestServer({ store });
    if (spawnSync("mount", ["--bind", store, mounted]).status !== 0) {
      return skip("only a superuser can mount");
    }
    onTestFinished(() => void execFileSync("umount", [mounted]));
    expect(await refusal(mounted)).toContain(underOtherName);
    expect(await first.stop()).toBe(0);
    const alone = await startTestServer({ store: mounted });
    const warning = `database ${mounted}: it is mounted without its write-ahead log, which stays in ${mounted}-wal; mount the folder`;
    expect(alone.log.map((line) => (JSON.parse(line) as { msg: string }).msg)).toContain(warning);
    await alone.stop();
  });
});

it("a second server refuses to start under a symbolic link in another folder", async () => {
  const [store, link] = [makeStorePath(), makeStorePath()];
  symlinkSync(store, link);
  const first = await startTestServer({ store: link });
  expect((await sendEvent(first.url, "event-1")).status).toBe(202);
  for (const name of [store, link]) {
    expect(await refusal(name)).toContain(`database ${store}: another server uses it; stop that server`);
  }
});

it("a file with several names is refused where nothing can lock it", async () => {
  const [store, link] = [makeStorePath(), makeStorePath()];
  const first = await openStore(store);
  await first.append([makeNewEvent()]);
  await first.close();
  linkSync(store, link);
  const path = process.env["PATH"];
  process.env["PATH"] = "";
  onTestFinished(() => {
    process.env["PATH"] = path;
  });
  const message = `database ${link}: it has several names, and without the program flock, another server may use it under one of them; stop that server or use another file`;
  await expect(openStore(link)).rejects.toMatchObject({ name: "StoreError", code: "unavailable", message });
});
