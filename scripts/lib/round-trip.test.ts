// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { preparePackedProject } from "./packed-project.ts";
import { runRoundTrip } from "./round-trip.ts";
import { findTarballs } from "./tarball.ts";

let project: string;
beforeEach(async () => {
  const original = await preparePackedProject(await findTarballs());
  project = mkdtempSync(join(tmpdir(), "chaukas-project-"));
  symlinkSync(join(original, "node_modules"), join(project, "node_modules"));
  for (const file of readdirSync(original).filter((name) => /\.(ts|json)$/.test(name))) {
    cpSync(join(original, file), join(project, file));
  }
});
afterEach(() => rmSync(project, { recursive: true }));

/** Changes the backend of the project that the packages are tried in. */
function changeBackend(from: string, to: string): void {
  const file = join(project, "create-sqlite-backend.ts");
  const source = readFileSync(file, "utf8");
  expect(source).toContain(from);
  writeFileSync(file, source.replace(from, to));
}

describe("runRoundTrip", () => {
  test.each(["grpc", "connect"] as const)("carries all captured events over %s", async (protocol) => {
    expect(await runRoundTrip(project, protocol)).toEqual({ requests: 6, sent: 106, stored: 106, readBack: 106 });
  });

  test("refuses a server that loses an event", async () => {
    changeBackend("store(event);", 'if (event.agentId !== "") store(event);');
    await expect(runRoundTrip(project, "connect")).rejects.toThrow(/read back: expected 106 events, got \d+/);
  });

  test("refuses a server that changes an event", async () => {
    changeBackend("...fromBinary(EventSchema, row.event),", '...fromBinary(EventSchema, row.event), branch: "x",');
    await expect(runRoundTrip(project, "grpc")).rejects.toThrow(
      /event [0-9a-f-]+: what was read back differs from what was sent/,
    );
  });

  test("refuses a server that rejects events", async () => {
    changeBackend(
      "const { seconds, nanos } = event.timestamp",
      'if (event.tenantId === "acme") throw new ConnectError("refused", Code.InvalidArgument);\n$&',
    );
    await expect(runRoundTrip(project, "grpc")).rejects.toThrow(/batch .+: rejected [0-9a-f-]+/);
  });

  test("says why when the server does not start", async () => {
    changeBackend(
      "const database = new DatabaseSync(file);",
      'const database = new DatabaseSync("/nowhere/events.db");',
    );
    await expect(runRoundTrip(project, "grpc")).rejects.toThrow(
      /the server exited with 1:[\s\S]*unable to open database/,
    );
  });
});
