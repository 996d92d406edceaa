// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { openStore } from "@chaukas/server";
import { expect, it, onTestFinished } from "vitest";
import { makeNewEvent } from "../events/make-new-event.js";
import { makeStorePath } from "../events/make-store-path.js";
import { mainScript } from "../served/server-process.ts";

// The superuser can write everywhere, so the commands run without that privilege.
const isSuperuser = process.getuid?.() === 0;
const asOrdinaryUser = isSuperuser ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
const canBeOrdinaryUser = !isSuperuser || existsSync("/usr/bin/setpriv");

const run = (...args: string[]) => runNode(mainScript, ...args);

async function runNode(...args: string[]) {
  const [program = "", ...rest] = [...asOrdinaryUser, process.execPath, ...args];
  const child = spawn(program, rest, { stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, stdout, stderr };
}

/** Copies a store with two events, made by a server that is still running, to a folder that is then read-only. */
async function makeMedia(suffixes: readonly string[], { afterClose }: { afterClose: boolean }): Promise<string> {
  const source = makeStorePath();
  const media = join(dirname(source), "media", "events.db");
  mkdirSync(dirname(media));
  const store = await openStore(source);
  await store.append([makeNewEvent({ eventId: "event-1" }), makeNewEvent({ eventId: "event-2" })]);
  if (afterClose) {
    await store.close();
  }
  for (const suffix of suffixes) {
    copyFileSync(source + suffix, media + suffix);
    chmodSync(media + suffix, 0o444);
  }
  if (!afterClose) {
    await store.close();
  }
  chmodSync(dirname(source), 0o755);
  chmodSync(dirname(media), 0o555);
  onTestFinished(() => chmodSync(dirname(media), 0o755));
  return media;
}

it.skipIf(!canBeOrdinaryUser).each([
  ["of a store that was closed", [""], true],
  ["of a store in use, with all its files", ["", "-wal", "-shm"], false],
] as const)("fsck, stats, export and keys list read a copy %s on read-only media", async (_, suffixes, afterClose) => {
  const media = await makeMedia(suffixes, { afterClose });
  const [checked, counted, exported, listed, created] = await Promise.all([
    run("fsck", media),
    run("stats", "--json", "--store", media),
    run("export", "--store", media),
    run("keys", "list", "--store", media),
    run("keys", "create", "--tenant", "acme", "--store", media),
  ]);
  expect(checked).toEqual({ code: 0, stdout: "2 events, no findings\n", stderr: "" });
  expect(counted).toMatchObject({ code: 0, stdout: expect.stringContaining('"events":2') });
  expect(exported).toMatchObject({ code: 0, stdout: expect.stringMatching(/event-1.*\n.*event-2/) });
  expect(listed).toMatchObject({ code: 0 });
  const problem = `database ${media}: it can only be read, since its file or its folder cannot be written`;
  expect(created).toMatchObject({ code: 1, stderr: expect.stringContaining(problem) });
  expect(readdirSync(dirname(media))).toEqual(suffixes.map((suffix) => `events.db${suffix}`).sort());
});

it.skipIf(!canBeOrdinaryUser)("a write-ahead log that cannot be read on read-only media is not ignored", async () => {
  const media = await makeMedia(["", "-wal"], { afterClose: false });
  const problem = `database ${media}: it has events in ${media}-wal, which can be read only where files can be created; copy both files to another folder`;
  for (const result of [await run("fsck", media), await run("stats", "--store", media)]) {
    expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining(problem) });
  }
});

it.skipIf(!canBeOrdinaryUser)("a program that asks for another origin host on read-only media can end", async () => {
  const media = await makeMedia([""], { afterClose: true });
  const program = join(dirname(dirname(media)), "program.mjs");
  writeFileSync(
    program,
    `import { openStore } from ${JSON.stringify(import.meta.resolve("@chaukas/server"))};
    const options = { access: "manage", originHost: "b.example" };
    await openStore(${JSON.stringify(media)}, options).catch(({ message }) => console.log(message));`,
  );
  expect(await runNode("--no-warnings", program)).toEqual({
    code: 0,
    stdout: expect.stringContaining('its logs have the origin host "localhost", which never changes, got "b.example"'),
    stderr: "",
  });
});
