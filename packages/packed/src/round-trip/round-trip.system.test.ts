// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTarballs } from "@chaukas/tooling/tarball";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { preparePackedProject } from "./packed-project.ts";
import { runRoundTrip } from "./round-trip.ts";

let project: string;
beforeEach(async () => {
  const original = await preparePackedProject(await findTarballs());
  project = mkdtempSync(join(tmpdir(), "chaukas-project-"));
  mkdirSync(join(project, "node_modules/.bin"), { recursive: true });
  for (const name of readdirSync(join(original, "node_modules")).filter((name) => !name.startsWith("."))) {
    symlinkSync(join(original, "node_modules", name), join(project, "node_modules", name));
  }
  symlinkSync(
    join(original, "node_modules/@chaukas/server/dist/cli/main.js"),
    join(project, "node_modules/.bin/chaukas-server"),
  );
  for (const file of readdirSync(original).filter((name) => /\.(ts|json)$/.test(name))) {
    cpSync(join(original, file), join(project, file));
  }
});
afterEach(() => rmSync(project, { recursive: true }));

/** Replaces the server's command with a program. */
function replaceServer(source: string): void {
  writeFileSync(join(project, "server.mjs"), `#!/usr/bin/env node\n${source}`, { mode: 0o755 });
  rmSync(join(project, "node_modules/.bin/chaukas-server"));
  symlinkSync("../../server.mjs", join(project, "node_modules/.bin/chaukas-server"));
}

/** Replaces methods of the server's store with faulty ones. */
function breakStore(fault: string): void {
  replaceServer(`
    import { openStore, startServer } from "@chaukas/server";
    const store = await openStore(process.argv[process.argv.indexOf("--store") + 1], {});
    const server = await startServer({ port: 0, logLevel: "silent" }, { store: { ...store, ${fault} } });
    console.log("listening on " + server.url);
    process.once("SIGTERM", () => server.close());
  `);
}

describe("runRoundTrip", () => {
  test.each(["grpc", "connect"] as const)("sends all captured events over %s and reads them back", async (protocol) => {
    expect(await runRoundTrip(project, protocol)).toEqual({ requests: 6, sent: 106, stored: 106, readBack: 106 });
  });

  test("refuses a server that loses an event", async () => {
    breakStore(`async append(events) {
      await store.append(events.filter(({ event }) => event.agentId === ""));
      return events.map(() => ({ status: "accepted" }));
    }`);
    await expect(runRoundTrip(project, "connect")).rejects.toThrow(/read back: expected 106 events, got \d+/);
  });

  test("refuses a server that changes an event", async () => {
    breakStore(`async findPage(query) {
      const page = await store.findPage(query);
      return { ...page, events: page.events.map((found) => ({ ...found, event: { ...found.event, branch: "x" } })) };
    }`);
    await expect(runRoundTrip(project, "grpc")).rejects.toThrow(
      /event [0-9a-f-]+: the event read back differs from the event sent/,
    );
  });

  test("refuses a server that rejects events", async () => {
    breakStore(`append: async (events) => events.map(() => ({ status: "conflict" }))`);
    await expect(runRoundTrip(project, "grpc")).rejects.toThrow(/batch .+: rejected [0-9a-f-]+/);
  });

  test("reports why the server does not start", async () => {
    replaceServer(`console.error("unable to open database file"); process.exitCode = 1;`);
    await expect(runRoundTrip(project, "grpc")).rejects.toMatchObject({
      name: "ScriptError",
      message: "the server exited with 1:\nunable to open database file",
    });
  });

  test("refuses a server that does not shut down cleanly", async () => {
    replaceServer(`
      import { startServer } from "@chaukas/server";
      const server = await startServer({ port: 0, logLevel: "silent", store: process.argv[process.argv.indexOf("--store") + 1] });
      console.log("listening on " + server.url);
      process.once("SIGTERM", () => process.exit(3));
    `);
    await expect(runRoundTrip(project, "connect")).rejects.toMatchObject({
      name: "ScriptError",
      message: "expected the server to exit with code 0 on SIGTERM, got 3:\n",
    });
  });
});
