// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import { EventBatchSchema } from "@chaukas/spec-common";
import { installPythonPackages, runPython } from "@chaukas/testdata/toolchains";
import { afterEach, beforeEach, expect, it } from "vitest";
import { queryAll } from "../events/query-all.js";
import { sentContent } from "../events/sent-content.js";
import { useServedStores } from "../served/serve-each-store.js";

const serve = useServedStores();
const key = { tenantId: "acme", key: "dev-key-acme" };
const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";
const root = join(import.meta.dirname, "../../../..");
const capture = join(root, "packages/testdata/sdk-capture");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-python-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Skip = (note: string) => void;
const options = { timeout: 300_000 };

/** Runs a program with the upstream SDK and grpcio, and returns its output. */
async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv, skip: Skip): Promise<string> {
  const installed = await installPythonPackages("chaukas-sdk==0.1.0", "grpcio==1.85.1", "protobuf==7.36.2");
  if (installed.problem !== undefined && !required) {
    skip(installed.problem);
  }
  expect(installed.problem).toBeUndefined();
  const path = join(import.meta.dirname, "python", program);
  // Loopback must not go through a proxy.
  const { stdout, stderr } = await runPython(["-B", path, ...args], {
    ...env,
    PYTHONPATH: installed.folder,
    NO_PROXY: "*",
    no_proxy: "*",
  });
  return stdout + stderr;
}

it("stores what the upstream Python SDK sends (skipped without python3 or PyPI)", options, async ({ skip }) => {
  const { url } = await serve("SQLite", { keys: [key] });
  for (const endpoint of [url, `${url}/v1`]) {
    const env = {
      CHAUKAS_ENDPOINT: endpoint,
      CHAUKAS_API_KEY: key.key,
      CHAUKAS_TENANT_ID: "acme",
      CHAUKAS_PROJECT_ID: "support-bot",
      CHAUKAS_TAGS: "prod,eu",
      CHAUKAS_BRANCH: endpoint,
    };
    expect(await run("emit_events.py", [join(folder, "sent")], env, skip)).toBe("19 events, 0 kept back\n");
    const { events } = fromBinary(EventBatchSchema, readFileSync(join(folder, "sent")));
    const found = await queryAll(url, { sessionId: events[0]?.sessionId ?? "" }, key.key);
    expect(new Set(found.map(({ type }) => type)).size).toBe(19);
    expect(sentContent(found)).toEqual(sentContent(events));
  }
});

it(
  "answers grpcio with the messages of the upstream client package (skipped without python3 or PyPI)",
  options,
  async ({ skip }) => {
    const { port } = await serve("SQLite", { keys: [key] });
    const args = [`127.0.0.1:${port}`, key.key, capture];
    expect(await run("call_grpc.py", args, {}, skip)).toBe("6 requests, 0 problems\n");
  },
);

it(
  "answers grpcio with messages generated from the protos (skipped without python3 or PyPI)",
  options,
  async ({ skip }) => {
    const { port } = await serve("SQLite", { keys: [key] });
    const set = join(folder, "descriptor-set.binpb");
    execFileSync("buf", ["build", "proto", "--as-file-descriptor-set", "--output", set], { cwd: root });
    const args = [`127.0.0.1:${port}`, key.key, capture, set];
    expect(await run("call_grpc.py", args, {}, skip)).toBe("6 requests, 0 problems\n");
  },
);
