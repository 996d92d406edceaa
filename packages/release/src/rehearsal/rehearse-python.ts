// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createEnvironment, environmentVariables } from "@chaukas/python/environment";
import { capture } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { sha256Of } from "../artifacts/checksums.ts";
import { type PythonDistribution, readPythonDist } from "../artifacts/read-python-dist.ts";
import { fetchIndexFiles } from "../publish/index-files.ts";
import { interruptPublish } from "./interrupt-publish.ts";
import type { LocalIndex } from "./local-index.ts";
import type { RehearsalLog } from "./rehearsal-log.ts";
import { type ReleaseClone, requireRefusal } from "./release-clone.ts";
import { startServer } from "./start-server.ts";

const script = "release-publish-python.ts";

/** Publishes the Python packages that a clone has built to an empty index, and uses them from there. */
export async function rehearsePython(clone: ReleaseClone, folder: string, index: LocalIndex, log: RehearsalLog) {
  const distributions = await readPythonDist(join(clone.folder, "dist/python"));
  const args = argumentsFor(index);
  await log.step("refuse a tag with another version, for Python", () => {
    const path = `packages/release/src/commands/${script}`;
    return requireRefusal(clone, [path, ...args, "--tag", "v9.9.9"], "tag v9.9.9: expected Python packages of version");
  });
  await log.step("kill publishing Python packages halfway", async () => {
    await interruptPublish(clone, script, ...args);
    const count = (await listPublished(distributions, index)).length;
    if (count === 0 || count === distributions.length) {
      throw new ScriptError(`expected some of ${distributions.length} packages to be published, got ${count}`);
    }
    return `${count} of ${distributions.length} published`;
  });
  await log.step("publish the other Python packages", async () => {
    await clone.npmRun("release:publish-python", ...args);
    await requirePublished(distributions, index);
    const again = await clone.npmRun("release:publish-python", ...args);
    const count = again.split("\n").filter((line) => line.endsWith(": already published")).length;
    if (count !== distributions.length) {
      throw new ScriptError(`expected ${distributions.length} packages to be published already, got:\n${again}`);
    }
    return `${distributions.length} packages`;
  });
  await log.step("refuse different bytes of a wheel", async () => {
    const [wheel] = distributions[0]?.files ?? [""];
    const bytes = readFileSync(wheel);
    writeFileSync(wheel, Buffer.concat([bytes, Buffer.from("\n")]));
    const message = "already published with different bytes";
    const result = await requireRefusal(clone, [`packages/release/src/commands/${script}`, ...args], message);
    writeFileSync(wheel, bytes);
    return result;
  });
  await log.step("install and use the Python packages", () => usePackages(clone, folder, index, distributions));
}

/** Publishes the prerelease that a clone has built, and checks that nobody gets it who does not ask for it. */
export async function rehearsePythonPrerelease(
  clone: ReleaseClone,
  folder: string,
  index: LocalIndex,
  stable: string,
): Promise<string> {
  const distributions = await readPythonDist(join(clone.folder, "dist/python"));
  await clone.npmRun("release:publish-python", ...argumentsFor(index));
  await requirePublished(distributions, index);
  const version = distributions[0]?.version ?? "";
  const name = "chaukas-spec-common";
  const found = [];
  for (const requirement of [name, `${name}==${version}`]) {
    const environment = join(folder, `python-${found.length}`);
    await install(environment, index, [requirement], distributions);
    found.push(
      await python(environment, folder, ["-c", `from importlib import metadata; print(metadata.version("${name}"))`]),
    );
  }
  if (found.join("") !== `${stable}\n${version}\n`) {
    throw new ScriptError(`expected ${stable}, and ${version} only if asked for, got ${found.join(", ")}`);
  }
  return `${version} only if asked for`;
}

function argumentsFor({ url, uploadUrl }: LocalIndex): string[] {
  return ["--index", url, "--upload", uploadUrl];
}

async function listPublished(distributions: readonly PythonDistribution[], index: LocalIndex): Promise<string[]> {
  const found = await Promise.all(
    distributions.map(async ({ name, files }) => {
      const published = await fetchIndexFiles(index.url, name);
      return files.some((path) => published.has(basename(path))) ? [name] : [];
    }),
  );
  return found.flat();
}

async function requirePublished(distributions: readonly PythonDistribution[], index: LocalIndex): Promise<void> {
  for (const { name, files } of distributions) {
    const published = await fetchIndexFiles(index.url, name);
    const missing = files.filter((path) => published.get(basename(path)) !== sha256Of(path));
    if (missing.length > 0) {
      const names = missing.map((path) => basename(path)).join(", ");
      throw new ScriptError(`${name}: expected the index to have ${names} with the same bytes`);
    }
  }
}

/** Installs all packages from the index into an empty environment, and runs programs that use them. */
async function usePackages(
  clone: ReleaseClone,
  folder: string,
  index: LocalIndex,
  distributions: readonly PythonDistribution[],
): Promise<string> {
  const environment = join(folder, "python");
  await install(
    environment,
    index,
    distributions.map(({ name, version }) => `${name}==${version}`),
    distributions,
  );
  const home = join(folder, "python-user");
  mkdirSync(home);
  const samples = join(clone.folder, "packages/python/test/samples");
  const platform = await python(environment, home, [join(samples, "serve_platform.py")]);
  requireOutput("serve_platform.py", platform, /^1000\naccepted\n/);

  const server = await startServer({
    program: process.execPath,
    args: (port) => [join(clone.folder, "packages/server/dist/cli/main.js"), "--port", String(port)],
    cwd: home,
    readyPath: "livez",
  });
  try {
    const sent = await python(environment, home, [join(samples, "sdk_client.py"), new URL(server.url).port]);
    requireOutput("sdk_client.py", sent, /^accepted duplicate\nevt_123 EVENT_TYPE_AGENT_START True\n$/);
  } finally {
    server.stop();
  }
  requireOutput("chaukas-verify", await verify(clone, environment, home), /^PROVED: /);
  return `${distributions.length} packages, 3 programs`;
}

/** Verifies the first trail of the test vectors that is proved. */
async function verify(clone: ReleaseClone, environment: string, home: string): Promise<string> {
  const {
    origin,
    verifier_key: key,
    trails,
  } = JSON.parse(clone.read("packages/spec-vectors/vectors/integrity/trails.json")) as {
    origin: string;
    verifier_key: string;
    trails: { summary: string; export: string; checkpoints: [string] }[];
  };
  const trail = trails.find(({ summary }) => summary === "proved: nothing erased");
  writeFileSync(join(home, "trail.jsonl"), trail?.export ?? "");
  writeFileSync(join(home, "kept.note"), trail?.checkpoints[0] ?? "");
  const args = ["trail.jsonl", "--origin", origin, "--key", key, "--checkpoint", "kept.note"];
  return (await capture(join(environment, "bin/chaukas-verify"), args, { cwd: home })).output;
}

async function install(
  environment: string,
  index: LocalIndex,
  requirements: readonly string[],
  distributions: readonly PythonDistribution[],
): Promise<void> {
  // uv remembers what an index had, but the port may be that of an index of an earlier rehearsal.
  const refresh = distributions.flatMap(({ name }) => ["--refresh-package", name]);
  const { problem } = await createEnvironment(environment, ["--index", index.url, ...refresh, ...requirements]);
  if (problem !== undefined) {
    throw new ScriptError(`installing from the index ${problem}`);
  }
}

async function python(environment: string, cwd: string, args: readonly string[]): Promise<string> {
  // Loopback must not go through a proxy.
  const env = { ...environmentVariables(environment), NO_PROXY: "*", no_proxy: "*" };
  return (await capture("python", ["-B", ...args], { cwd, env })).output;
}

function requireOutput(program: string, output: string, expected: RegExp): void {
  if (!expected.test(output)) {
    throw new ScriptError(`${program}: expected output that matches ${expected}, got:\n${output.trim()}`);
  }
}
