// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { openToolbox } from "@chaukas/packed/toolbox";
import { startModelServer } from "@chaukas/testdata/model-server";
import { fillOnce, installPythonRequirements, runPython } from "@chaukas/testdata/toolchains";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { capture } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { Emitter } from "./emitters.ts";

/** What an emitter ran on. */
export interface EmitterVersions {
  /** Such as `node 24.21.0`. */
  readonly runtime: string;
  /** Versions of the packages that the emitter names itself. */
  readonly packages: Readonly<Record<string, string>>;
}

const answers = { "What is the capital of France?": "The capital of France is Paris." };
const timeoutMs = 120_000;
const remedy = "check that the registries can be reached, then run the command again";

/**
 * Installs the packages of an emitter into the cache and runs it against a model server of its own. It sends its
 * telemetry to the base URL of an OTLP/HTTP endpoint. Throws a `ScriptError` if it cannot be installed or fails.
 */
export async function runEmitter(emitter: Emitter, endpoint: string): Promise<EmitterVersions> {
  const installed = await (emitter.language === "js" ? installJs(emitter) : installPython(emitter));
  const model = await startModelServer({ answers });
  try {
    // Nothing of this machine but its programs, so that captures depend on as little as possible.
    const env = {
      PATH: process.env["PATH"],
      NODE_ENV: "production",
      OPENAI_BASE_URL: model.openaiUrl,
      OPENAI_API_KEY: "none",
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_SERVICE_NAME: "weather-agent",
      OTEL_RESOURCE_ATTRIBUTES: "service.namespace=support,service.version=1.2.3,host.name=agent-1",
      // The detector of hosts would add the ID of this machine.
      OTEL_NODE_RESOURCE_DETECTORS: "env,process",
      OTEL_METRICS_EXPORTER: "none",
      OTEL_LOGS_EXPORTER: "otlp",
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: "true",
      ...installed.env,
    };
    const { program, args, cwd } = installed;
    const { code, output } = await capture(program, args, { cwd, env, timeoutMs });
    if (code !== 0) {
      throw new ScriptError(`the emitter ${emitter.name} exited with ${code}:\n${output.trim()}`);
    }
    return installed.versions;
  } finally {
    await model.close();
  }
}

/** A program that is ready to be started. */
interface Installed {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly versions: EmitterVersions;
}

async function installJs(emitter: Emitter): Promise<Installed> {
  const { name, folder, program } = emitter;
  const toolbox = await openToolbox({ manifestFolder: folder, cache: join(cacheDir(), "emitters") });
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const packages = Object.fromEntries(Object.keys(dependencies).map((each) => [each, toolbox.version(each)]));
  // Node looks for packages in the folders above a program.
  const copies = copyPrograms(emitter, toolbox.path(".."));
  return {
    program: await copyNode(),
    args: [join(copies, name, program)],
    cwd: copies,
    env: {},
    versions: { runtime: `node ${process.versions.node}`, packages },
  };
}

/** Copies this Node into the cache, because resources contain its path. */
async function copyNode(): Promise<string> {
  const { folder = "" } = await fillOnce(join(cacheDir(), "node", process.versions.node), async (staging) => {
    cpSync(process.execPath, join(staging, "node"));
    return undefined;
  });
  return join(folder, "node");
}

async function installPython(emitter: Emitter): Promise<Installed> {
  const { name, folder, program } = emitter;
  const requirements = join(folder, "requirements.txt");
  const installed = await installPythonRequirements(requirements);
  if (installed.problem !== undefined) {
    throw new ScriptError(`the emitter ${name} ${installed.problem}`, remedy);
  }
  const named = readFileSync(join(folder, "requirements.in"), "utf8").match(/^[^#\s].*==.*$/gm) ?? [];
  const copies = copyPrograms(emitter, installed.folder);
  return {
    program: "python3",
    args: ["-B", join(copies, name, program)],
    cwd: copies,
    env: { PYTHONPATH: [installed.folder, copies].join(":") },
    versions: {
      runtime: (await runPython(["--version"])).stdout.trim().toLowerCase(),
      packages: Object.fromEntries(named.map((each) => each.split("==") as [string, string])),
    },
  };
}

/** Copies the program of an emitter, and the scenarios beside its folder, below a folder of the cache. */
function copyPrograms({ name, folder, program }: Emitter, installed: string): string {
  const copies = join(installed, "programs");
  rmSync(copies, { recursive: true, force: true });
  mkdirSync(join(copies, name), { recursive: true });
  for (const file of readdirSync(dirname(folder)).filter((each) => /scenario\.(mjs|cjs|py)$/.test(each))) {
    cpSync(join(dirname(folder), file), join(copies, file));
  }
  cpSync(join(folder, program), join(copies, name, program));
  return copies;
}
