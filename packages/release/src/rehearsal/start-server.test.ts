// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { startServer } from "./start-server.ts";

const node = (script: string) => ({
  program: process.execPath,
  args: (port: number) => ["--eval", script, String(port)],
  cwd: tmpdir(),
  readyPath: "ready",
});

test("waits until a program serves requests, and stops it", async () => {
  const server = await startServer(
    node(
      `setTimeout(() => require("http").createServer((_, response) => response.end("hi")).listen(process.argv[1]), 100)`,
    ),
  );
  expect(await (await fetch(server.url)).text()).toBe("hi");
  server.stop();
  await expect.poll(() => fetch(server.url).catch(() => "stopped")).toBe("stopped");
});

test("says what a program printed that exits instead, and which program cannot be started", async () => {
  await expect(startServer(node('console.error("no disk"); process.exit(3)'))).rejects.toThrow(
    /^node: expected it to serve requests at http:\/\/127\.0\.0\.1:\d+\/, got:\nno disk$/,
  );
  await expect(startServer({ ...node(""), program: "/nowhere/server" })).rejects.toThrow(
    /^server: expected it to serve requests at \S+ got:\nspawn \/nowhere\/server ENOENT$/,
  );
});
