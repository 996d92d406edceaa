// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startServer } from "@chaukas/server";
import { goEnvironment } from "@chaukas/testdata/toolchains";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { expect, it } from "vitest";

const tool = "github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.3";
const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";

it("describes itself to grpcurl, which calls it based on that (skipped without go or its proxy)", {
  timeout: 300_000,
}, async ({ skip }) => {
  const { program, problem } = installGrpcurl();
  if (problem !== "" && !required) {
    skip(problem);
  }
  expect(problem).toBe("");
  const folder = mkdtempSync(join(tmpdir(), "chaukas-grpcurl-"));
  const server = await startServer({ port: 0, store: join(folder, "events.db"), logLevel: "silent" });
  const grpcurl = async (options: string[], ...args: string[]) => {
    const address = `127.0.0.1:${server.port}`;
    return (await promisify(execFile)(program, ["-plaintext", ...options, address, ...args])).stdout;
  };
  try {
    expect(await grpcurl([], "list")).toContain("chaukas.spec.client.v1.ChaukasClientService\n");
    expect(await grpcurl([], "describe", "chaukas.spec.common.v1.Event")).toContain("message Event {");
    const event = { eventId: "e1", tenantId: "acme", sessionId: "s1", type: "EVENT_TYPE_SYSTEM" };
    const request = JSON.stringify({ event: { ...event, timestamp: "2026-11-22T16:56:31Z" } });
    const method = "chaukas.spec.client.v1.ChaukasClientService/IngestEvent";
    expect(JSON.parse(await grpcurl(["-d", request], method))).toMatchObject({ eventId: "e1", status: "accepted" });
    expect(JSON.parse(await grpcurl([], "grpc.health.v1.Health/Check"))).toEqual({ status: "SERVING" });
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

/** Builds grpcurl once, into the cache folder. Returns why if that is not possible. */
function installGrpcurl(): { program: string; problem: string } {
  const folder = join(cacheDir(), "go", tool.replace(/.*\//, ""));
  const program = join(folder, "grpcurl");
  if (existsSync(program)) {
    return { program, problem: "" };
  }
  const env = { ...goEnvironment(), GOBIN: folder, GOTOOLCHAIN: "local" };
  const { status, stderr, error } = spawnSync("go", ["install", tool], { encoding: "utf8", env });
  return { program, problem: status === 0 ? "" : `needs ${tool}, which go does not install: ${stderr ?? error}` };
}
