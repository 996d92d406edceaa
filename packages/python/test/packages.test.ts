// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BuiltPackages, buildPackages } from "../src/packages/build-packages.ts";
import { listPythonPackages } from "../src/packages/python-packages.ts";
import { openBuildTools } from "../src/toolchain/build-tools.ts";
import { createEnvironment, environmentVariables } from "../src/toolchain/python-environment.ts";

const names = listPythonPackages().map(({ name }) => name);
const { version } = JSON.parse(readFileSync(join(root, "packages/spec-common/package.json"), "utf8"));
let folder = "";
let wheelFolder = "";
let built: BuiltPackages = { problem: "not built" };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-python-"));
  wheelFolder = join(folder, "wheels");
  built = await buildPackages(wheelFolder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Skip = (note: string) => void;

function requireBuilt(skip: Skip) {
  if (built.problem !== undefined) {
    skip(built.problem);
    throw new Error(built.problem);
  }
  return built;
}

const digestOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
const digestsOf = (paths: readonly string[]) => paths.map((path) => `${basename(path)} ${digestOf(path)}`);

let environments = 0;
/** Creates an environment in which our packages are found before those of PyPI. */
async function install(...packages: readonly string[]): Promise<string> {
  const path = join(folder, `environment-${++environments}`);
  const ours = ["--find-links", wheelFolder];
  expect(await createEnvironment(path, [...ours, ...packages])).toEqual({ folder: path });
  return path;
}

/** Runs a program of Python in an environment, and returns its output. */
async function python(environment: string, ...args: readonly string[]): Promise<string> {
  const { output } = await capture("python", args, { cwd: folder, env: environmentVariables(environment) });
  return output;
}

const skipped = "(skipped without python3 or PyPI)";

it(`builds a wheel and a source distribution of each package, in the version of the npm packages ${skipped}`, ({
  skip,
}) => {
  const { wheels, sdists } = requireBuilt(skip);
  const prefixes = names.map((name) => `${name.replaceAll("-", "_")}-${version}`);
  expect(wheels.map((path) => basename(path))).toEqual(prefixes.map((prefix) => `${prefix}-py3-none-any.whl`));
  expect(sdists.map((path) => basename(path))).toEqual(prefixes.map((prefix) => `${prefix}.tar.gz`));
});

it(`builds the same bytes again, also from a source distribution ${skipped}`, async ({ skip }) => {
  const { wheels, sdists } = requireBuilt(skip);
  const again = await buildPackages(join(folder, "again"));
  expect(digestsOf([...(again.wheels ?? [])])).toEqual(digestsOf(wheels));
  const tools = await openBuildTools();
  const { stdout: time } = await capture("git", ["log", "-1", "--format=%ct"], { cwd: root });
  const env = { ...tools.env, SOURCE_DATE_EPOCH: time.trim() };
  for (const [index, sdist] of sdists.entries()) {
    const unpacked = join(folder, basename(sdist, ".tar.gz"));
    await capture("tar", ["xzf", sdist, "-C", folder]);
    const { output } = await capture("python", ["-m", "hatchling", "build", "-t", "wheel"], { cwd: unpacked, env });
    const wheel = wheels[index] ?? "";
    expect(`${output}${digestOf(join(unpacked, "dist", basename(wheel)))}`).toContain(digestOf(wheel));
  }
});

it("has the same build script in each package, since a source distribution must contain its own", () => {
  const scripts = listPythonPackages().map(({ folder }) => readFileSync(join(folder, "hatch_build.py"), "utf8"));
  expect(new Set(scripts).size).toBe(1);
  expect(scripts.length).toBe(4);
});

const modules: Readonly<Record<string, readonly string[]>> = {
  "chaukas-integrity": ["chaukas.integrity", "chaukas.integrity.cli"],
  "chaukas-spec-client": ["chaukas.spec.client.v1.client_pb2", "chaukas.spec.client.v1.client_pb2_grpc"],
  "chaukas-spec-common": [
    "chaukas.spec.audit.v1.audit_pb2",
    "chaukas.spec.common.v1.events_pb2",
    "chaukas.spec.common.v1.query_pb2",
  ],
  "chaukas-spec-server": ["chaukas.spec.server.v1.server_pb2", "chaukas.spec.server.v1.server_pb2_grpc"],
};

it.for(names)(`imports %s, installed alone, with protobuf 6 and 7 ${skipped}`, async (name, { skip }) => {
  requireBuilt(skip);
  const imports = `import ${[...(modules[name] ?? []), "importlib.metadata as metadata"].join(", ")}`;
  const program = `${imports}\nprint(metadata.version("${name}"), metadata.version("protobuf").split(".")[0])`;
  const environment = await install(`${name}==${version}`, "protobuf==6.31.1");
  for (const [requirement, major] of [
    ["protobuf==6.31.1", "6"],
    ["protobuf==7.36.2", "7"],
  ] as const) {
    expect(await createEnvironment(environment, [requirement])).toEqual({ folder: environment });
    expect(await python(environment, "-W", "error", "-c", program)).toBe(`${version} ${major}\n`);
  }
});

/** Prints which of the modules of upstream's 1.0.5 can be imported, and a field that only this version has. */
const useAll = `
import importlib
for side in SIDES:
    importlib.import_module(f"chaukas.spec.{side}.v1.{side}_pb2")
    importlib.import_module(f"chaukas.spec.{side}.v1.{side}_pb2_grpc")
for name in ("events", "query"):
    importlib.import_module(f"chaukas.spec.common.v1.{name}_pb2")
    importlib.import_module(f"chaukas.spec.common.v1.{name}_pb2_grpc")
from chaukas.spec.common.v1.events_pb2 import Event, EventType
event = Event(event_id="evt_1", type=EventType.EVENT_TYPE_AGENT_START)
event.server_timestamp.GetCurrentTime()
print(Event.FromString(event.SerializeToString()) == event)
`;
const use = (...sides: readonly string[]) => useAll.replace("SIDES", JSON.stringify(sides));

it(`replaces version 1.0.5 in place, one package after the other, as pip does it ${skipped}`, async ({ skip }) => {
  requireBuilt(skip);
  const upstream = ["chaukas-spec-client==1.0.5", "chaukas-spec-server==1.0.5"];
  const environment = await install(...upstream, "protobuf==6.33.6", "grpcio", "pip");
  const pip = (...args: readonly string[]) =>
    python(environment, "-m", "pip", ...args, "--quiet", "--disable-pip-version-check");
  const upgrade = ["install", "--upgrade", "--no-index", "--find-links", wheelFolder];
  expect(await python(environment, "-c", use("client", "server"))).toContain("server_timestamp");
  expect(await pip(...upgrade, "chaukas-spec-client")).toBe("");
  expect(await python(environment, "-c", use("client", "server"))).toBe("True\n");
  expect(await pip(...upgrade, "chaukas-spec-server")).toBe("");
  expect(await python(environment, "-c", use("client", "server"))).toBe("True\n");
  expect(await pip("uninstall", "--yes", "chaukas-spec-server")).toBe("");
  expect(await python(environment, "-c", use("client"))).toBe("True\n");
});
