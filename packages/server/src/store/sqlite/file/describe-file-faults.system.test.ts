// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { chmodSync, statSync } from "node:fs";
import { openStore } from "@chaukas/server";
import { expect, it, onTestFinished } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import { makeStorePath } from "../../../../test/events/make-store-path.js";

const suffixes = ["", "-wal", "-shm", "-lock"];

it.skipIf(process.platform === "win32").each(["000", "377"])(
  "with the umask %s, all files of a new store are for their owner only",
  async (umask) => {
    const before = process.umask(Number.parseInt(umask, 8));
    onTestFinished(() => void process.umask(before));
    const [file, warnings] = [makeStorePath(), [] as string[]];
    const store = await openStore(file, { onWarning: (warning) => warnings.push(warning) });
    await store.append([makeNewEvent()]);
    expect(suffixes.map((suffix) => statSync(file + suffix).mode & 0o777)).toEqual([0o600, 0o600, 0o600, 0o600]);
    expect(warnings).toEqual([]);
    await store.close();
  },
);

it.skipIf(process.platform === "win32")(
  "files that others may access are reported when a store is opened",
  async () => {
    const [file, warnings] = [makeStorePath(), [] as string[]];
    await (await openStore(file)).close();
    chmodSync(file, 0o640);
    chmodSync(`${file}-lock`, 0o644);
    const store = await openStore(file, { onWarning: (warning) => warnings.push(warning) });
    const shared = "events.db has mode 640, events.db-wal has mode 640, events.db-shm has mode 640";
    expect(warnings).toEqual([
      `database ${file}: expected files for their owner only: ${shared}; run chmod 600 on them`,
    ]);
    expect(statSync(`${file}-lock`).mode & 0o777).toBe(0o600);
    await store.close();
  },
);
