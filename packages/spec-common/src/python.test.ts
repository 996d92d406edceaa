// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPythonPackages, runPython } from "@chaukas/testdata/toolchains";
import { expect, it } from "vitest";

const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";
const root = join(import.meta.dirname, "..");

it("generates the Python modules of the README, which can be imported (skipped without python3 or PyPI)", {
  timeout: 180_000,
}, async ({ skip }) => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const [, recipe = expect.unreachable()] = /^protoc (.*?)\n```$/ms.exec(readme) ?? [];
  const args = recipe.split(/[\s\\]+/).map((arg) => arg.replace("node_modules/@chaukas/spec-common", root));
  const installed = await installPythonPackages("grpcio-tools==1.85.1", "protobuf==7.36.2");
  if (installed.problem !== undefined && !required) {
    skip(installed.problem);
  }
  expect(installed.problem).toBeUndefined();
  const folder = mkdtempSync(join(tmpdir(), "chaukas-python-"));
  try {
    const env = { PYTHONPATH: `${installed.folder}:${folder}` };
    const generate = ["-m", "grpc_tools.protoc", ...args.map((arg) => (arg === "." ? folder : arg))];
    expect(await runPython(generate, env)).toMatchObject({ status: 0, stderr: "" });
    const program = `
from chaukas.spec.client.v1 import client_pb2
from chaukas.spec.server.v1 import server_pb2
from chaukas.spec.common.v1 import events_pb2
print(client_pb2.IngestEventRequest(event=events_pb2.Event(event_id="e")).event.event_id, server_pb2.DESCRIPTOR.package)`;
    const { status, stdout, stderr } = await runPython(["-B", "-c", program], env);
    expect([status, stdout, stderr]).toEqual([0, "e chaukas.spec.server.v1\n", ""]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
