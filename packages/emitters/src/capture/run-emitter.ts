// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { startModelServer } from "@chaukas/testdata/model-server";
import { fillOnce, runPython } from "@chaukas/testdata/toolchains";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { capture } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { Emitter } from "./emitters.ts";
import { installPackages } from "./install-packages.ts";

/** What an emitter ran on. */
export interface EmitterVersions {
  /** Such as `node 24.21.0`. */
  readonly runtime: string;
  /** Versions of the packages that the emitter names itself. */
  readonly packages: Readonly<Record<string, string>>;
}

const answers = { "What is the capital of France?": "The capital of France is Paris." };
const timeoutMs = 120_000;

/**
 * Installs the packages of an emitter into the cache and runs it against a model server of its own. It sends its
 * telemetry to the base URL of an OTLP/HTTP endpoint. Throws a `ScriptError` if it cannot be installed or fails.
 */
export async function runEmitter(emitter: Emitter, endpoint: string): Promise<EmitterVersions> {
  const installed = await install(emitter);
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

async function install(emitter: Emitter): Promise<Installed> {
  const { name, language, program } = emitter;
  const { folder, versions: packages } = await installPackages(emitter);
  const copies = copyPrograms(emitter, folder);
  const file = join(copies, name, program);
  if (language === "js") {
    const versions = { runtime: `node ${process.versions.node}`, packages };
    return { program: await copyNode(), args: [file], cwd: copies, env: {}, versions };
  }
  return {
    program: "python3",
    args: ["-B", file],
    cwd: copies,
    env: { PYTHONPATH: [folder, copies].join(":") },
    versions: { runtime: (await runPython(["--version"])).stdout.trim().toLowerCase(), packages },
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

/**
 * Copies the program of an emitter, and the scenarios beside its folder, below a folder of the cache: Node looks for
 * packages in the folders above a program.
 */
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
